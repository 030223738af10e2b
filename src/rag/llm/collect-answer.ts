import type { ModelAnswer, ModelCompletion } from "./types.ts";

/** A text that is known already, to be read like one that is still coming. */
export async function* finishedText(text: string): AsyncGenerator<string, void, undefined> {
  if (text !== "") yield text;
}

/** A finished answer, to be read like one that is still coming. */
export function finishedAnswer(completion: ModelCompletion): ModelAnswer {
  return {
    kind: completion.tool_calls.length > 0 ? "tool-calls" : "text",
    tool_calls: completion.tool_calls,
    text: finishedText(completion.text),
    completion: Promise.resolve(completion),
    whole: completion,
  };
}

/** Waits for the whole answer. Rejects with the `ProviderError` that broke it off. */
export async function collectAnswer(answer: ModelAnswer): Promise<ModelAnswer> {
  if (answer.whole !== undefined) return answer;
  // Reading to the end is what makes the completion settle.
  for await (const part of answer.text) void part;
  return finishedAnswer(await answer.completion);
}
