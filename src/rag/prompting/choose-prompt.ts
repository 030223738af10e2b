import type { Classification } from "../classify/types.ts";

/** From here on a classification is worth a prompt of its own. Part of the diagram's text, so not a setting. */
export const promptConfidence = 0.6;

/** Which kind of system prompt fits, and why. */
export interface PromptChoice {
  readonly prompt_type: "domain" | "default";
  readonly reason: string;
}

/** A domain prompt only on a classification worth trusting. `bypass` says why there is none to expect. */
export function choosePrompt(classification: Classification | undefined, bypass?: string): PromptChoice {
  if (classification === undefined) return { prompt_type: "default", reason: bypass ?? "no_classification" };
  return classification.confidence >= promptConfidence
    ? { prompt_type: "domain", reason: "classification_confident" }
    : { prompt_type: "default", reason: "low_confidence" };
}
