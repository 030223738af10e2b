import { estimateTokens } from "../context/token-estimate.ts";
import { errorMark } from "../tools/error-mark.ts";
import { beginAnswer } from "./begin-answer.ts";
import { estimateInputTokens } from "./estimate-usage.ts";
import { extractiveAnswer } from "./extractive-answer.ts";
import type { ModelPart } from "./model-part.ts";
import type { ModelRequest, Provider } from "./types.ts";
import { wantedCall } from "./wanted-call.ts";

function answerTo({ messages, passages = [] }: ModelRequest): string {
  const at = messages.findLastIndex(({ role }) => role === "user");
  const told = messages.slice(at + 1).filter(({ role }) => role === "tool");
  const failures = told.filter(({ content }) => content.startsWith(errorMark));
  const extract = (): string => extractiveAnswer(messages[at]?.content ?? "", passages);
  if (failures.length === 0) return extract();
  const reasons = [...new Set(failures.map(({ content }) => content.slice(errorMark.length)))].join("\n\n");
  // Where no other tool found anything, the question was about what failed.
  return failures.length === told.length ? reasons : `${reasons}\n\n${extract()}`;
}

async function* say(request: ModelRequest): AsyncGenerator<ModelPart, void, undefined> {
  const input_tokens = estimateInputTokens(request.messages);
  const call = wantedCall(request);
  if (call !== undefined) {
    yield { kind: "tool-call", call };
    yield { kind: "finish", reason: "tool-calls", usage: { input_tokens, output_tokens: 1 } };
    return;
  }
  const text = answerTo(request);
  for (const word of text.match(/\S+\s*/g) ?? []) {
    request.signal.throwIfAborted();
    yield { kind: "text", text: word };
  }
  yield { kind: "finish", reason: "stop", usage: { input_tokens, output_tokens: estimateTokens(text) } };
}

/**
 * The embedded model: no key, no network, no weights. It repeats the best sentences of the passages it is given, says
 * that it does, and asks for no tool but one that it must use or whose own the question plainly is. Words come one by one, as fast as they are read.
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
