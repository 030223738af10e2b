import { estimateTokens } from "../context/token-estimate.ts";
import { beginAnswer } from "./begin-answer.ts";
import { estimateInputTokens } from "./estimate-usage.ts";
import { extractiveAnswer } from "./extractive-answer.ts";
import type { ModelPart } from "./model-part.ts";
import type { ModelRequest, Provider } from "./types.ts";

/** What tools that could do nothing said for the user to read; a tool says so by beginning with this word. */
const failedTool = /^Errore: /;

function answerTo({ messages, passages = [] }: ModelRequest): string {
  const at = messages.findLastIndex(({ role }) => role === "user");
  const failures = messages
    .slice(at + 1)
    .flatMap(({ role, content }) =>
      role === "tool" && failedTool.test(content) ? [content.replace(failedTool, "")] : [],
    );
  const question = messages[at]?.content ?? "";
  if (failures.length === 0) return extractiveAnswer(question, passages);
  const reasons = [...new Set(failures)].join("\n\n");
  const others = passages.length === 0 ? "" : `\n\n${extractiveAnswer(question, passages)}`;
  return `${reasons}${others}`;
}

async function* say(request: ModelRequest): AsyncGenerator<ModelPart, void, undefined> {
  const input_tokens = estimateInputTokens(request.messages);
  const tool = request.required_tool;
  if (tool !== undefined && request.messages.at(-1)?.role !== "tool") {
    yield { kind: "tool-call", call: { id: "call_1", name: tool, arguments: {} } };
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
 * that it does, and asks for no tool but one that it must use. Words come one by one, as fast as they are read.
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
