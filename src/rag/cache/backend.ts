/** What an entry is about, for those who take it out again. */
export interface EntrySubject {
  readonly golden_id?: string | undefined;
  readonly signature?: string | undefined;
}

/** Which entries are to go: all that fit one of the parts given. */
export interface Invalidation extends EntrySubject {
  readonly key_prefix?: string | undefined;
}

/** Where cached texts lie. It may throw: the cache takes that for a miss. */
export interface CacheBackend {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, ttlSeconds: number, subject: EntrySubject): Promise<void>;
  invalidate(what: Invalidation): Promise<number>;
  close(): Promise<void>;
}

/**
 * Whether an entry is to go. Beside what it was stored with, its key tells: keys are built of parts between colons, one of
 * which may be the signature or the golden answer's id.
 */
export function isAbout(key: string, subject: EntrySubject, what: Invalidation): boolean {
  const parts = key.split(":");
  return (
    (what.key_prefix !== undefined && key.startsWith(what.key_prefix)) ||
    (what.golden_id !== undefined &&
      (subject.golden_id === what.golden_id || parts.includes(what.golden_id))) ||
    (what.signature !== undefined && (subject.signature === what.signature || parts.includes(what.signature)))
  );
}
