import type { ModelAnswer, ModelCompletion } from "./types.ts";

function closed(text: string, closing: string): string {
  return closing === "" ? text : `${text.trimEnd()}\n\n${closing}`;
}

/**
 * The answer with words behind it that the model did not say, in a paragraph of their own: `closing` gives them once all is
 * said, the empty text for none. The answer's completion stays what the model said.
 */
export function closeWith(answer: ModelAnswer, closing: (said: ModelCompletion) => string): ModelAnswer {
  const { whole } = answer;
  if (whole !== undefined) {
    const text = closed(whole.text, closing(whole));
    return { ...answer, whole: { ...whole, text } };
  }
  async function* parts(): AsyncGenerator<string, void, undefined> {
    yield* answer.text;
    const words = closing(await answer.completion);
    if (words !== "") yield `\n\n${words}`;
  }
  return { ...answer, text: parts() };
}
