import { askModel } from "./ask-model.ts";
import { ProviderError } from "./provider-error.ts";
import type { ModelAnswer } from "./types.ts";

/**
 * Calls a model for the last word: an answer without a word is a failed call. Some models ask for tools once more although they
 * are offered none; there is no further round for them. Rejects with a `ProviderError`, as `askModel` does.
 */
export async function askForWords(...call: Parameters<typeof askModel>): Promise<ModelAnswer> {
  const answer = await askModel(...call);
  if (answer.whole?.text.trim() !== "") return answer;
  const [, { provider }] = call;
  throw new ProviderError(provider, `\`${provider}\` answered with tool calls where no tools were offered.`, {
    code: "provider-no-words",
    retryable: false,
  });
}
