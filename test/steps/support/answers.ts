import { finishedAnswer } from "#rag/llm/collect-answer.ts";
import type { ModelAnswer, ToolCall } from "#rag/llm/types.ts";

const usage = { input_tokens: 100, output_tokens: 20 };

/** An answer that is whole already. */
export function wholeAnswer(text: string, tool_calls: readonly ToolCall[] = []): ModelAnswer {
  return finishedAnswer({
    text,
    tool_calls,
    usage,
    finish_reason: tool_calls.length > 0 ? "tool-calls" : "stop",
  });
}

/** The parts as a stream that has begun. */
export async function* streamOf(...parts: readonly string[]): AsyncGenerator<string, void, undefined> {
  yield* parts;
}

/** An answer whose text is still coming; `completion` is left to the test. */
export function comingAnswer(
  text: AsyncIterable<string>,
  completion: ModelAnswer["completion"] = new Promise(() => undefined),
): ModelAnswer {
  return { kind: "text", tool_calls: [], text, completion };
}

/** All parts of a stream. */
export async function read<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const parts: T[] = [];
  for await (const part of stream) parts.push(part);
  return parts;
}
