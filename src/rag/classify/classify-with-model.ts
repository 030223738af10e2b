import type { Clock } from "../../definition/step.ts";
import { RagstepError } from "../../diagnostics/errors.ts";
import { withTimeLimit } from "../llm/time-limit.ts";
import type { ModelService } from "../llm/types.ts";
import type { Settings } from "../settings/types.ts";
import type { Classification, ClassifierService } from "./types.ts";

/** A classification is a few words; a model that says more is not classifying. */
const longestAnswer = 200;
/** The asker waits: after so long the rules' classification is good enough. */
const limitMs = 10_000;

/**
 * Asks the cheapest model that fits for a classification, for ten seconds at most. Null when its answer is not one.
 * Throws a `ProviderError` when the model fails, a `RagstepError` when none fits the budget and the regions (`no-model`)
 * or the time is up (`classification-timeout`).
 */
export async function classifyWithModel(
  question: string,
  services: {
    readonly classifier: ClassifierService;
    readonly models: ModelService;
    readonly settings: Pick<Settings, "routing">;
  },
  run: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Classification | null> {
  const { classifier, models, settings } = services;
  const messages = classifier.prompt(question);
  const { max_cost_eur, regions } = settings.routing;
  const offer = models.select({ strategy: "COST_OPTIMIZED", messages, max_cost_eur, regions });
  if (offer === null) throw new RagstepError("no-model", "No model fits the budget and the regions.");
  const expired = (): Error =>
    new RagstepError(
      "classification-timeout",
      `The model gave no classification within ${limitMs / 1000} s.`,
    );
  return withTimeLimit({ ...run, ms: limitMs, expired }, async (signal) => {
    const answer = await models.call(offer, {
      messages,
      temperature: 0,
      max_output_tokens: longestAnswer,
      signal,
    });
    let text = "";
    for await (const part of answer.text) text += part;
    await answer.completion;
    return classifier.parse(text);
  });
}
