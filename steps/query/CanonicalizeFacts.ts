import { step } from "../ragstep.gen.ts";

/** Brings each fact to one spelling, so that two ways to write it are one. */
export default step("CanonicalizeFacts", {
  reads: ["atomic_facts"],
  writes: ["canonical_facts"],
  attrs: ["fact_count", "canonicalization_valid", "canonical_facts_count"],
  run({ state, services, log }) {
    const canonical_facts = [...services.facts.canonicalize(state.atomic_facts)];
    log({
      fact_count: state.atomic_facts.length,
      canonicalization_valid: canonical_facts.length === state.atomic_facts.length,
      canonical_facts_count: canonical_facts.length,
    });
    return { canonical_facts };
  },
});
