import { candidateFromFeedback, candidateFromRule } from "#rag/curation/make-candidate.ts";
import { entryFor, entryOfProposal } from "#rag/curation/entry-for.ts";
import { tagsOf } from "#rag/curation/tags-of.ts";
import type { GoldenCandidate } from "#rag/curation/types.ts";
import { cleanText } from "#rag/privacy/clean-text.ts";

import { step } from "../ragstep.gen.ts";

/** Makes candidates for the golden set of an expert's better answer, or of what the rules on new knowledge propose. */
export default step("GoldenCandidate", {
  optional: {
    expert_feedback: "makes no candidate of feedback",
    collected_feedback: "cites nothing of the expert's own",
    golden_proposals: "makes no candidates of new knowledge",
    user_query: "makes a candidate only for a golden answer that the feedback names",
    query_signature: "looks for the golden answer by likeness alone",
    classification: "puts a new answer under no field",
    citations: "cites nothing beside what the feedback cites",
    knowledge_items: "gives a new answer no tags",
  },
  writes: ["golden_candidates"],
  attrs: [
    "candidate_id",
    "candidates_count",
    "priority_score",
    "quality_score",
    "expert_confidence",
    "category",
    "problems",
  ],
  async run({ state, stores, services, clock, log }) {
    const { GoldenSetDB: golden, FeedbackDB: feedbacks } = stores;
    const { expert_feedback: feedback, query_signature = null } = state;
    const { threshold } = services.settings.golden;
    const candidates: GoldenCandidate[] = [];

    if (feedback !== undefined && feedback.answer !== null) {
      // A user who had the question left as it is did not offer it to everybody.
      const asked = cleanText(state.user_query ?? "", services.pii);
      const { current, question } = await entryFor(golden, {
        faq_id: feedback.faq_id,
        question: asked,
        query_signature,
        threshold,
      });
      const own = state.collected_feedback?.citations ?? [];
      // What a wrong answer rested on need not bear out the right one.
      const kept = feedback.verdict === "wrong" ? [] : (state.citations ?? []);
      const citations = own.length > 0 ? own : kept;
      const tags = tagsOf(state.knowledge_items ?? [], citations);
      const category = state.classification?.domain ?? "general";
      const times = query_signature === null ? 1 : await feedbacks.recordsAbout(query_signature);
      const proposed = { question, answer: feedback.answer, citations, category, tags, current };
      candidates.push(candidateFromFeedback(feedback, proposed, times));
    }
    const proposed_at = new Date(clock.now()).toISOString();
    for (const proposal of state.golden_proposals ?? []) {
      const current = await entryOfProposal(golden, proposal, threshold);
      candidates.push(candidateFromRule(proposal, current, proposed_at));
    }

    const [first] = candidates;
    log({
      candidate_id: first?.id ?? null,
      candidates_count: candidates.length,
      priority_score: first?.priority_score ?? null,
      quality_score: first?.quality_score ?? null,
      expert_confidence: feedback?.confidence ?? null,
      category: first?.kind === "answer" ? first.entry.category : null,
      problems: candidates.flatMap(({ problems }) => problems),
    });
    return { golden_candidates: candidates };
  },
});
