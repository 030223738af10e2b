import { finishedAnswer } from "#rag/llm/collect-answer.ts";
import type { ModelAnswer, ModelOffer, ModelRequest, ModelService } from "#rag/llm/types.ts";

/** A model that costs nothing. */
const offer: ModelOffer = {
  provider: "test",
  model: "test-1",
  input_price: 0,
  output_price: 0,
  quality: 0.5,
  priority: 1,
  region: "EU",
};

/** A world with one model, or none, that does what `call` says. Keeps what it was asked. */
export function oneModel(
  call: (request: Omit<ModelRequest, "model">) => Promise<ModelAnswer>,
  available: ModelOffer | null = offer,
): ModelService & { readonly asked: Omit<ModelRequest, "model">[] } {
  const asked: Omit<ModelRequest, "model">[] = [];
  return {
    asked,
    offers: available === null ? [] : [available],
    select: () => available,
    estimate: () => ({ input_tokens: 0, output_tokens: 0, cost: 0 }),
    cost: () => 0,
    call(_offer, request) {
      asked.push(request);
      return call(request);
    },
  };
}

/** A model that says this and stops. */
export const saying = (text: string) => (): Promise<ModelAnswer> =>
  Promise.resolve(
    finishedAnswer({
      text,
      tool_calls: [],
      usage: { input_tokens: 1, output_tokens: 1 },
      finish_reason: "stop",
    }),
  );
