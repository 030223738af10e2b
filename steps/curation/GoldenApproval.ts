import { type Approval, approve } from "#rag/curation/approve.ts";

import { step } from "../ragstep.gen.ts";

const labels = {
  approved: "Auto or approved",
  rejected: "Rejected",
  needs_review: "Needs review",
} as const satisfies Record<Approval["kind"], string>;

/** Decides on each candidate: by its quality, or as a person has decided. What neither settles is laid before a person. */
export default step("GoldenApproval", {
  reads: ["golden_candidates"],
  writes: ["golden_decisions"],
  attrs: [
    "approval_decision",
    "approval_reason",
    "quality_score",
    "trust_score",
    "threshold",
    "approved_count",
    "review_count",
    "rejected_count",
  ],
  async run({ state, services, log }) {
    const { settings, reviews } = services;
    const { auto_approve, review_from } = settings.golden;
    const decided: { candidate_id: string; approval: Approval }[] = [];
    for (const candidate of state.golden_candidates) {
      const verdict = await reviews.verdictOn(candidate.id);
      const approval = approve(candidate, verdict, { auto_approve, review_from });
      if (approval.kind === "needs_review") await reviews.submit(candidate);
      decided.push({ candidate_id: candidate.id, approval });
    }

    const count = (kind: Approval["kind"]) => decided.filter(({ approval }) => approval.kind === kind).length;
    // With nothing to decide on there is nothing to publish.
    const outcome =
      decided.length === 0
        ? [labels.rejected]
        : [...new Set(decided.map(({ approval }) => labels[approval.kind]))];
    const [first] = state.golden_candidates;
    log({
      approval_decision: decided[0]?.approval.kind ?? null,
      approval_reason: decided[0]?.approval.reason ?? "no_candidate",
      quality_score: first?.quality_score ?? null,
      trust_score: first?.provenance.kind === "expert_feedback" ? first.provenance.trust_score : null,
      threshold: auto_approve,
      approved_count: count("approved"),
      review_count: count("needs_review"),
      rejected_count: count("rejected"),
    });
    return { outcome, patch: { golden_decisions: decided } };
  },
});
