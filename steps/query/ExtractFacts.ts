import { step } from "../ragstep.gen.ts";

/** Finds amounts, dates, laws and other facts in the question. */
export default step("ExtractFacts", {
  reads: ["user_query"],
  writes: ["atomic_facts"],
  attrs: ["fact_count", "fact_kinds", "user_message_length"],
  run({ state, services, log }) {
    const atomic_facts = [...services.facts.extract(state.user_query)];
    log({
      fact_count: atomic_facts.length,
      fact_kinds: [...new Set(atomic_facts.map(({ kind }) => kind))].toSorted(),
      user_message_length: state.user_query.length,
    });
    return { atomic_facts };
  },
});
