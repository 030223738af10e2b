import { z } from "zod";

import { ingestionReport } from "./ingestion-schemas.ts";

import { approval, feedbackAction, publishedGolden } from "./feedback-schemas.ts";

const metadata = z.object({
  source: z.string(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  cost_eur: z.number(),
});

const curation = z.object({
  feedback_rejection: z.object({ message: z.string() }).optional(),
  feedback_reason: z.string().optional(),
  feedback_action: feedbackAction.optional(),
  golden_decisions: z.array(z.object({ candidate_id: z.string(), approval })).optional(),
  published_golden: z.array(publishedGolden).optional(),
});

/** What feedback or a decision has come to; null for a run that took neither. */
function curated(state: Readonly<Record<string, unknown>>): string | null {
  const parsed = curation.safeParse(state);
  if (!parsed.success) return null;
  const { feedback_rejection, feedback_reason, feedback_action, golden_decisions, published_golden } =
    parsed.data;
  if (feedback_rejection !== undefined) return `feedback rejected: ${feedback_rejection.message}`;
  const published = published_golden?.map(
    ({ faq_id, operation, version }) => `${operation} ${faq_id}${version === null ? "" : ` v${version}`}`,
  );
  const decided = golden_decisions?.map(
    ({ candidate_id, approval: { kind, reason } }) => `${candidate_id} ${kind} (${reason})`,
  );
  const parts = [feedback_action, ...(decided ?? []), ...(published ?? [])].filter(
    (part) => part !== undefined,
  );
  if (parts.length > 0) return parts.join(", ");
  return feedback_reason === undefined ? null : `no feedback taken: ${feedback_reason}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** One short line: where the answer came from, which model, what it cost; or what feedback has come to. */
export function summarize(state: Readonly<Record<string, unknown>>): string {
  const ingestion = ingestionReport.safeParse(state["ingestion_report"]);
  if (ingestion.success) {
    const { feeds, items, added, changed, known, problems } = ingestion.data;
    return `${counted(feeds, "feed")}, ${counted(items, "item")}: ${added} added, ${changed} changed, ${known} known, ${counted(problems.length, "problem")}`;
  }
  const parsed = metadata.safeParse(state["response_metadata"]);
  if (!parsed.success) return curated(state) ?? "no answer";
  const { source, provider, model, cost_eur } = parsed.data;
  const by = provider === null || model === null ? "" : ` (${provider}/${model})`;
  const cost = cost_eur === 0 ? "no cost" : `${cost_eur.toFixed(6)} EUR`;
  return `${source}${by}, ${cost}`;
}
