import type { StepDeclaration } from "../definition/step.ts";
import type { GraphNode } from "./graph.ts";

/**
 * Whether a finished step may be run once more without harm: it only computes, it may write to no store, or its entry
 * says why a second time does no harm.
 */
export function isRepeatable(
  { entry, stores }: Pick<GraphNode, "entry" | "stores">,
  { pure }: Pick<StepDeclaration, "pure">,
): boolean {
  return pure || entry?.idempotent !== undefined || stores.every(({ access }) => access === "read");
}
