import { findMatch } from "#rag/golden/find-match.ts";
import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/** Looks for a ready answer. A golden set that cannot be asked has none: the model answers then. */
export default step("GoldenLookup", {
  reads: ["query_signature", "user_query"],
  writes: ["golden_match"],
  attrs: ["match_found", "match_type", "similarity_score", "search_method", "lookup_error"],
  async run({ state, stores, signal, log }) {
    const { value, failure } = await tolerate(
      () => findMatch(stores.GoldenSetDB, state.query_signature, state.user_query),
      { match: null, method: null },
      signal,
    );
    log({
      match_found: value.match !== null,
      match_type: value.match?.match_type ?? null,
      similarity_score: value.match?.similarity_score ?? null,
      search_method: value.method,
      lookup_error: failure,
    });
    return { golden_match: value.match };
  },
});
