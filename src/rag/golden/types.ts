/** Where an answer's statement comes from. */
export interface Citation {
  readonly title: string;
  readonly source: string;
  /** The knowledge document, when it is one of ours. */
  readonly document_id?: string | undefined;
  readonly url?: string | undefined;
  /** Of a document that came with the question: the page, from 1, and the places in its text (UTF-16 offsets). */
  readonly page?: number | undefined;
  readonly spans?: readonly { readonly start: number; readonly end: number }[] | undefined;
}

/** A question that experts have answered once and for all, until the knowledge changes. */
export interface GoldenEntry {
  readonly id: string;
  readonly question: string;
  /** Other ways to ask it. */
  readonly phrasings: readonly string[];
  readonly answer: string;
  readonly citations: readonly Citation[];
  readonly category: string;
  readonly tags: readonly string[];
  /** ISO 8601: the answer holds as of this date. */
  readonly updated_at: string;
  readonly version: number;
}

export interface GoldenMatch {
  readonly faq_id: string;
  readonly question: string;
  readonly answer: string;
  readonly citations: readonly Citation[];
  readonly category: string;
  readonly tags: readonly string[];
  readonly updated_at: string;
  readonly version: number;
  readonly match_type: "signature" | "semantic";
  /** 0 to 1; 1 for a signature match. */
  readonly similarity_score: number;
}

export interface GoldenReader {
  /** The entry one of whose phrasings has this query signature. */
  matchSignature(signature: string): Promise<GoldenMatch | null>;
  /** Most similar first, at or above `min_score` (0 when absent). */
  matchSimilar(
    question: string,
    options?: { readonly limit?: number; readonly min_score?: number },
  ): Promise<readonly GoldenMatch[]>;
  get(id: string): Promise<GoldenEntry | null>;
  /** Every entry in use, by id. */
  list(): Promise<readonly GoldenEntry[]>;
  epoch(): Promise<string>;
}

export interface GoldenWriter {
  /** A new entry or a new version; older versions are kept. */
  publish(
    entry: Omit<GoldenEntry, "version">,
  ): Promise<{ readonly version: number; readonly operation: "created" | "updated" }>;
  /** Stops entries from being found; their versions are kept. Returns how many were in use. */
  retire(ids: readonly string[]): Promise<number>;
}
