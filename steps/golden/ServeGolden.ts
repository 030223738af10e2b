import { expectMatch } from "#rag/golden/expect-match.ts";

import { step } from "../ragstep.gen.ts";

/** Answers with the golden answer as it was approved, without a model. */
export default step("ServeGolden", {
  reads: ["golden_match"],
  writes: ["response_content", "citations", "response_metadata"],
  attrs: ["faq_id", "confidence", "answer_length", "citations_count"],
  pure: true,
  run({ state, log }) {
    const golden = expectMatch(state.golden_match);
    log({
      faq_id: golden.faq_id,
      confidence: golden.similarity_score,
      answer_length: golden.answer.length,
      citations_count: golden.citations.length,
    });
    return {
      response_content: golden.answer,
      citations: [...golden.citations],
      response_metadata: { source: "golden", provider: null, model: null, strategy: null, cost_eur: 0 },
    };
  },
});
