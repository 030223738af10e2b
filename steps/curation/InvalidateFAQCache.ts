import { step } from "../ragstep.gen.ts";

/** Takes the answers that a change of the golden set overtakes out of the cache: by the golden answer's id, and by question. */
export default step("InvalidateFAQCache", {
  reads: ["published_golden"],
  optional: { query_signature: "takes out answers to the published questions alone" },
  attrs: ["faq_id", "operation", "keys_deleted", "patterns_cleared"],
  async run({ state, stores, services, log }) {
    const { facts } = services;
    const { published_golden: published, query_signature } = state;
    const signatures = new Set(
      published
        .flatMap(({ questions }) => questions)
        .map((question) => facts.signature(question, facts.canonicalize(facts.extract(question)), [])),
    );
    if (query_signature !== undefined) signatures.add(query_signature);
    const patterns = [
      ...published.map(({ faq_id }) => ({ golden_id: faq_id })),
      ...[...signatures].map((signature) => ({ signature })),
    ];
    let deleted = 0;
    for (const pattern of patterns) deleted += await stores.ResponseCache.invalidate(pattern);
    log({
      faq_id: published[0]?.faq_id ?? null,
      operation: published[0]?.operation ?? null,
      keys_deleted: deleted,
      patterns_cleared: patterns.length,
    });
  },
});
