import { step } from "../ragstep.gen.ts";

/** Signs the question: equal questions about equal files get one signature, however they are worded or named. */
export default step("QuerySig", {
  reads: ["user_query", "canonical_facts", "fingerprints"],
  writes: ["query_signature"],
  attrs: ["query_signature", "canonical_facts_count", "attachment_count"],
  run({ state, services, log }) {
    const hashes = state.fingerprints.map(({ hash }) => hash);
    log({ canonical_facts_count: state.canonical_facts.length, attachment_count: hashes.length });
    return { query_signature: services.facts.signature(state.user_query, state.canonical_facts, hashes) };
  },
});
