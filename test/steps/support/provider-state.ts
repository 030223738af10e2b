import type { RoutingStrategy } from "#rag/llm/types.ts";

/** The conversation as it goes to a model. */
export const conversation = [
  { role: "system", content: "Rispondi in italiano." },
  { role: "user", content: "Che cos'è l'IVA?" },
] as const;

/** How a model is to be chosen, when nothing special is wanted. */
export function routing(
  change: {
    readonly max_cost_eur?: number;
    readonly preferred_provider?: string | null;
    readonly regions?: readonly string[] | null;
    readonly strategy?: RoutingStrategy;
  } = {},
) {
  return {
    strategy: "COST_OPTIMIZED",
    max_cost_eur: 0.02,
    preferred_provider: null,
    regions: null,
    ...change,
  };
}
