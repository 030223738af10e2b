import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/**
 * Looks the answer up. While another run computes the same answer, this one waits for it. A cache that is switched off or
 * broken is a miss, never an error. On a miss the run holds the claim to compute, which it gives up when it fails.
 */
export default step("CacheHit", {
  reads: ["cache_key"],
  writes: ["cached_answer", "cache_claim"],
  attrs: ["cache_event", "cache_hit", "cache_lookup_performed", "cache_key", "model", "shared", "error"],
  async run({ state, stores, services, signal, run, log }) {
    const { enabled } = services.settings.cache;
    // The claim to compute lasts until the answer is put, or this signal is aborted.
    const giveUp = new AbortController();
    const claim = AbortSignal.any([signal, giveUp.signal]);
    const { value: found, failure: error } = enabled
      ? await tolerate(
          () => stores.ResponseCache.lookup(state.cache_key, { run_id: run.id, signal: claim }),
          null,
          signal,
        )
      : { value: null, failure: null };
    const hit = found?.kind === "hit" ? found : null;
    const answered = hit === null ? "cache_miss" : "cache_hit";
    const looked = error === null ? answered : "lookup_failed";
    log({
      cache_event: enabled ? looked : "disabled",
      cache_hit: hit !== null,
      cache_lookup_performed: enabled && error === null,
      model: hit?.answer.model ?? null,
      shared: hit?.shared ?? null,
      error,
    });
    if (hit !== null) return { outcome: "Yes", patch: { cached_answer: hit.answer } };
    return { outcome: "No", patch: { cache_claim: { release: () => giveUp.abort() } } };
  },
});
