import { step } from "../ragstep.gen.ts";

/** Brings what was approved into the golden set: a new entry, a new version of one, or the end of one. */
export default step("PublishGolden", {
  reads: ["golden_candidates", "golden_decisions"],
  writes: ["published_golden"],
  attrs: ["faq_id", "operation", "version", "category", "published_count"],
  async run({ state, stores, log }) {
    const approved = new Set(
      state.golden_decisions
        .filter(({ approval }) => approval.kind === "approved")
        .map(({ candidate_id }) => candidate_id),
    );
    const candidates = state.golden_candidates.filter(({ id }) => approved.has(id));
    const published = [];
    for (const candidate of candidates) {
      if (candidate.kind === "obsolete") {
        const { faq_id } = candidate;
        await stores.GoldenSetDB.retire([faq_id]);
        published.push({ faq_id, operation: "retired" as const, version: null, questions: [] });
        continue;
      }
      const { entry, proposed_at } = candidate;
      // The answer holds as of its proposal: knowledge that came while somebody thought about it is newer.
      const { version, operation } = await stores.GoldenSetDB.publish({ ...entry, updated_at: proposed_at });
      const questions = [entry.question, ...entry.phrasings];
      published.push({ faq_id: entry.id, operation, version, questions });
    }
    const [first] = published;
    const [candidate] = candidates;
    log({
      faq_id: first?.faq_id ?? null,
      operation: first?.operation ?? null,
      version: first?.version ?? null,
      category: candidate?.kind === "answer" ? candidate.entry.category : null,
      published_count: published.length,
    });
    return { published_golden: published };
  },
});
