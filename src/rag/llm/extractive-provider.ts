import { estimateTokens } from "../context/token-estimate.ts";
import { beginAnswer } from "./begin-answer.ts";
import { estimateInputTokens } from "./estimate-usage.ts";
import { extractiveAnswer } from "./extractive-answer.ts";
import type { ModelPart } from "./model-part.ts";
import type { ModelRequest, Provider } from "./types.ts";

async function* say(request: ModelRequest): AsyncGenerator<ModelPart, void, undefined> {
  const question = request.messages.findLast(({ role }) => role === "user")?.content ?? "";
  const text = extractiveAnswer(question, request.passages ?? []);
  for (const word of text.match(/\S+\s*/g) ?? []) {
    request.signal.throwIfAborted();
    yield { kind: "text", text: word };
  }
  const usage = { input_tokens: estimateInputTokens(request.messages), output_tokens: estimateTokens(text) };
  yield { kind: "finish", reason: "stop", usage };
}

/**
 * The embedded model: no key, no network, no weights. It repeats the best sentences of the passages it is given, says
 * that it does, and asks for no tools. Words come one by one, as fast as they are read.
 */
export function createExtractiveProvider(name: string): Provider {
  return {
    name,
    async call(request) {
      const halt = new AbortController();
      const signal = AbortSignal.any([request.signal, halt.signal]);
      return beginAnswer({
        provider: name,
        parts: say({ ...request, signal }),
        signal,
        stop: (reason) => halt.abort(reason),
      });
    },
  };
}
