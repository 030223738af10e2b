import { cutText } from "#rag/curation/cut-text.ts";
import type { StaffedReviewDesk } from "#rag/curation/review-desk.ts";
import type { GoldenCandidate } from "#rag/curation/types.ts";
import { type KeptRuns, keptState } from "#rag/feedback/kept-runs.ts";
import type { GoldenReader } from "#rag/golden/types.ts";
import { RagstepError, UsageError, type Environment, type ReviewLine } from "#ragstep";

import type { Services } from "./services.ts";

function titleOf(candidate: GoldenCandidate): string {
  if (candidate.kind === "obsolete") return `retire \`${candidate.faq_id}\``;
  const { entry, replaces_version } = candidate;
  const what = replaces_version === null ? "new" : `version ${replaces_version + 1}`;
  return `${what} \`${entry.id}\`: ${cutText(entry.question, 80)} -> ${cutText(entry.answer, 120)}`;
}

function originOf({ provenance }: GoldenCandidate): string {
  return provenance.kind === "expert_feedback"
    ? `${provenance.expert_id} on ${provenance.run_id}`
    : `rule ${provenance.rule} on ${provenance.document_ids.join(", ")}`;
}

function lineOf(candidate: GoldenCandidate, status: ReviewLine["status"]): ReviewLine {
  const { id, quality_score: quality } = candidate;
  return { id, status, title: titleOf(candidate), origin: originOf(candidate), quality };
}

/** A candidate was made for one version of an answer: what has come since must not go unseen. */
async function refuseStale(candidate: GoldenCandidate, golden: GoldenReader): Promise<void> {
  const id = candidate.kind === "obsolete" ? candidate.faq_id : candidate.entry.id;
  const current = await golden.get(id);
  const done = candidate.kind === "obsolete" ? current === null : current?.answer === candidate.entry.answer;
  if (done || (current?.version ?? null) === candidate.replaces_version) return;
  throw new UsageError(
    "candidate-stale",
    `The golden answer \`${id}\` has changed since the candidate \`${candidate.id}\` was proposed.`,
    { hint: `ragstep golden reject ${candidate.id}` },
  );
}

/** How people get at runs that have ended and at candidates that wait for them. */
export function feedbackDoors(parts: {
  readonly services: Pick<Services, "settings" | "pii">;
  readonly keptRuns: KeptRuns;
  readonly desk: StaffedReviewDesk;
  readonly golden: GoldenReader;
  readonly warn: (message: string) => void;
}): Pick<Required<Environment>, "runEnded" | "feedbackOn" | "reviews"> {
  const { keptRuns, desk, golden, warn } = parts;
  const { settings, pii } = parts.services;
  return {
    runEnded({ run_id, status, entry, state }) {
      const { enabled, keep_runs_days } = settings.feedback;
      // Only a run that was asked something can be judged; one that only took feedback was kept before.
      const asked = status === "completed" && entry === "Start" && Boolean(state["user_query"]);
      if (!enabled || !asked) return;
      try {
        keptRuns.keep(run_id, keptState(state, pii), keep_runs_days);
      } catch (error) {
        if (!(error instanceof RagstepError)) throw error;
        // The answer is given already: a busy database costs only the feedback on it.
        warn(`No feedback can be given on ${run_id} later: ${error.message}`);
      }
    },
    async feedbackOn(run_id, feedback, user_id) {
      const { session_data, ...state } = keptRuns.find(run_id);
      return {
        entry: "FeedbackUI",
        run_id,
        input: {
          ...state,
          session_data: user_id === null ? session_data : { id: null, user_id },
          validated_request: { messages: [], attachments: [], stream_options: {}, feedback },
        },
      };
    },
    reviews: {
      list: async () => desk.list().map(({ candidate, status }) => lineOf(candidate, status)),
      async decide(id, verdict, by) {
        if (verdict === "approved") await refuseStale(desk.find(id), golden);
        return { entry: "GoldenApproval", input: { golden_candidates: [desk.decide(id, verdict, by)] } };
      },
    },
  };
}
