import type { CacheLookup } from "#rag/cache/types.ts";

import { step } from "../ragstep.gen.ts";

/**
 * Looks the answer up. While another run computes the same answer, this one waits for it. A cache that is switched off or
 * broken is a miss, never an error.
 */
export default step("CacheHit", {
  reads: ["cache_key"],
  writes: ["cached_answer"],
  attrs: ["cache_event", "cache_hit", "cache_lookup_performed", "cache_key", "model", "shared", "error"],
  async run({ state, stores, services, signal, run, log }) {
    const { enabled } = services.settings.cache;
    let error: string | null = null;
    let found: CacheLookup | null = null;
    if (enabled) {
      try {
        found = await stores.ResponseCache.lookup(state.cache_key, { run_id: run.id, signal });
      } catch {
        signal.throwIfAborted();
        error = "cache-lookup-failed";
      }
    }
    const hit = found?.kind === "hit" ? found : null;
    log({
      cache_event: !enabled
        ? "disabled"
        : error === null
          ? hit !== null
            ? "cache_hit"
            : "cache_miss"
          : "lookup_failed",
      cache_hit: hit !== null,
      cache_lookup_performed: enabled && error === null,
      model: hit?.answer.model ?? null,
      shared: hit?.shared ?? null,
      error,
    });
    return hit === null ? "No" : { outcome: "Yes", patch: { cached_answer: hit.answer } };
  },
});
