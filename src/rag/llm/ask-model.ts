import type { Clock } from "../../definition/step.ts";
import { collectAnswer } from "./collect-answer.ts";
import { ProviderError } from "./provider-error.ts";
import { withTimeLimit } from "./time-limit.ts";
import type { ModelAnswer, ModelOffer, ModelRequest, ModelService } from "./types.ts";

/**
 * How long a model may take, in milliseconds: to its first part when the answer is streamed, else to its last. Below the
 * time limit of the steps that call models, so that one that hangs is a failed call, which can be tried again.
 */
const answerLimitMs = 50_000;

/**
 * Calls a model. With `streamed`, a text is handed out at its first part; otherwise, and when the model asks for tools,
 * the answer is handed out whole. Rejects with a `ProviderError` for every failure before that.
 */
export async function askModel(
  models: ModelService,
  offer: ModelOffer,
  request: Omit<ModelRequest, "model">,
  options: { readonly streamed: boolean; readonly clock: Clock },
): Promise<ModelAnswer> {
  const expired = () =>
    new ProviderError(offer.provider, `The model gave no answer within ${answerLimitMs / 1000} s.`, {
      code: "provider-timeout",
      retryable: true,
    });
  const limit = { ms: answerLimitMs, clock: options.clock, signal: request.signal, expired };
  return withTimeLimit(limit, async (signal) => {
    const begun = await models.call(offer, { ...request, signal });
    return options.streamed && begun.kind === "text" ? begun : collectAnswer(begun);
  });
}
