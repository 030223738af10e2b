import { z } from "zod";

const metadata = z.object({
  source: z.string(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  cost_eur: z.number(),
});

/** One short line: where the answer came from, which model, what it cost. */
export function summarize(state: Readonly<Record<string, unknown>>): string {
  const parsed = metadata.safeParse(state["response_metadata"]);
  if (!parsed.success) return "no answer";
  const { source, provider, model, cost_eur } = parsed.data;
  const by = provider === null || model === null ? "" : ` (${provider}/${model})`;
  const cost = cost_eur === 0 ? "no cost" : `${cost_eur.toFixed(6)} EUR`;
  return `${source}${by}, ${cost}`;
}
