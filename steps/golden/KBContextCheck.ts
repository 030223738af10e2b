import { expectMatch } from "#rag/golden/expect-match.ts";
import { changesSince } from "#rag/golden/knowledge-delta.ts";
import { withoutPlaceholders } from "#rag/privacy/without-placeholders.ts";
import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/** Fetches what the knowledge base has learned about the question since the golden answer was confirmed. */
export default step("KBContextCheck", {
  reads: ["golden_match", "user_query"],
  writes: ["kb_recent_changes"],
  attrs: ["has_recent_changes", "recent_changes_count", "golden_updated", "search_error"],
  async run({ state, stores, signal, log }) {
    const golden = expectMatch(state.golden_match);
    const text = withoutPlaceholders(state.user_query);
    // An approved answer stays good while the knowledge base cannot be asked.
    const { value: hits, failure } = await tolerate(
      () => stores.KnowledgeStore.search({ text, since: golden.updated_at, signal }),
      [],
      signal,
    );
    const kb_recent_changes = changesSince(golden, hits);
    log({
      has_recent_changes: kb_recent_changes.length > 0,
      recent_changes_count: kb_recent_changes.length,
      golden_updated: golden.updated_at,
      search_error: failure,
    });
    return { kb_recent_changes };
  },
});
