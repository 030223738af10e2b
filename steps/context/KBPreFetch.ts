import { searchText } from "#rag/context/search-text.ts";
import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/** Retrieves the passages that an answer may rest on. Without the knowledge base the answer says so itself: it cites nothing. */
export default step("KBPreFetch", {
  reads: ["user_query", "canonical_facts"],
  writes: ["knowledge_items"],
  attrs: ["search_performed", "total_results", "search_mode", "max_results", "best_score", "search_error"],
  async run({ state, stores, services, signal, log }) {
    const limit = services.settings.context.max_results;
    const text = searchText(state.user_query, state.canonical_facts);
    const { value: hits, failure } = await tolerate(
      () => stores.KnowledgeStore.search({ text, limit, signal }),
      [],
      signal,
    );
    log({
      search_performed: failure === null,
      total_results: hits.length,
      search_mode: "hybrid",
      max_results: limit,
      best_score: hits[0]?.score ?? null,
      search_error: failure,
    });
    return { knowledge_items: [...hits] };
  },
});
