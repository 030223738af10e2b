import { z } from "zod";
import { key } from "../definition/state.ts";

/** What the engine writes before it takes an `error` edge: which step failed, and why. */
export const stepErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  /** Node id. */
  node: z.string(),
  /** Registry number; null for a step that is not registered. */
  step: z.number().int().nullable(),
});

export type StepError = z.infer<typeof stepErrorSchema>;

/** Keys that the engine itself writes. A project spreads them into its `defineState`, so that steps can list them. */
export const engineKeys = {
  step_error: key(stepErrorSchema, {
    doc: "The failure that sent the run down an `error` edge.",
    // Two branches can fail at once; the one drawn first is told, so that the same input gives the same answer.
    merge: (ours: StepError) => ours,
  }),
};
