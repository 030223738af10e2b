import type { Citation } from "../golden/types.ts";
import type { TokenUsage } from "../llm/types.ts";

/** An answer as the cache keeps it: anonymized text, never personal data in clear. */
export interface CachedAnswer {
  readonly content: string;
  readonly provider: string;
  readonly model: string;
  readonly usage: TokenUsage;
  readonly citations: readonly Citation[];
  /** ISO 8601. */
  readonly cached_at: string;
}

/** What an expert said of the answer of a run, in short. */
export interface CachedFeedback {
  readonly feedback_id: string;
  readonly expert_id: string;
  readonly verdict: string | null;
  readonly category: string | null;
  readonly trust_score: number;
}

/** Miss: the asker computes. `shared` means that another run computed the same answer while this one waited. */
export type CacheLookup =
  | { readonly kind: "hit"; readonly answer: CachedAnswer; readonly shared: boolean }
  | { readonly kind: "miss" };

export interface ResponseCacheReader {
  /**
   * Looks a key up. Of concurrent misses on one key the first is told to compute at once, the others wait for its `put`
   * (or its release, or the waiting limit) before they are answered. Aborting `signal` after a miss is a release too.
   * A cache that is down answers `miss`, never an error.
   */
  lookup(
    key: string,
    options: { readonly run_id: string; readonly signal: AbortSignal },
  ): Promise<CacheLookup>;
  /** What `putFeedback` kept, as long as its time lasts. */
  feedback(key: string): Promise<CachedFeedback | null>;
}

export interface ResponseCacheWriter {
  /** `about` says what the answer rests on, for `invalidate`. An entry is also about every part of its key between colons. */
  put(
    key: string,
    answer: CachedAnswer,
    ttl_seconds: number,
    about?: { readonly golden_id?: string | undefined; readonly signature?: string | undefined },
  ): Promise<void>;
  /** Keeps what an expert said of an answer beside the answers. False when the cache could not be used. */
  putFeedback(key: string, feedback: CachedFeedback, ttl_seconds: number): Promise<boolean>;
  /** The run that was told to compute will not `put`: let the next waiter compute. */
  release(key: string, run_id: string): void;
  /** Removes what matches; returns how many entries went. */
  invalidate(what: {
    readonly key_prefix?: string;
    readonly golden_id?: string;
    readonly signature?: string;
  }): Promise<number>;
}
