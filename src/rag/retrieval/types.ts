/** A stretch of a document, as it is stored and found. Dates are ISO 8601. */
export interface KnowledgeChunk {
  readonly id: string;
  readonly document_id: string;
  readonly title: string;
  readonly text: string;
  /** Where it comes from: a law, a circular, a feed's address. */
  readonly source: string;
  readonly tags: readonly string[];
  /** When the document last changed. */
  readonly updated_at: string;
  /** 0 to 1: how well the text was extracted and kept. */
  readonly quality: number;
  /** 0 to 1: a law above a circular above an article. */
  readonly authority: number;
}

/** The parts of a hit's score, each 0 to 1 before weighting. */
export interface ScoreParts {
  readonly bm25: number;
  readonly vector: number;
  readonly recency: number;
  readonly quality: number;
  readonly authority: number;
}

export interface KnowledgeHit extends KnowledgeChunk {
  /** 0.45 bm25 + 0.30 vector + 0.10 recency + 0.10 quality + 0.05 authority. */
  readonly score: number;
  readonly parts: ScoreParts;
}

export interface KnowledgeQuery {
  readonly text: string;
  /** 10 when absent. */
  readonly limit?: number | undefined;
  /** Any of these. */
  readonly tags?: readonly string[] | undefined;
  /** Changed at or after this ISO date. */
  readonly since?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface KnowledgeReader {
  /** Best first; an empty list for a text without a searchable word. */
  search(query: KnowledgeQuery): Promise<readonly KnowledgeHit[]>;
  /** A value that changes whenever the knowledge changes. */
  epoch(): Promise<string>;
}

/** A document with all its chunks. */
export interface KnowledgeDocument {
  readonly id: string;
  /** Where it was found. */
  readonly location: string;
  /** Of its text: what two documents say alike is stored once. */
  readonly content_hash: string;
  /** Tells without reading the text whether it may have changed. */
  readonly revision: string;
  readonly chunks: readonly KnowledgeChunk[];
}

/** `duplicate`: another document that says the same is stored already. */
export type PutOutcome = "added" | "changed" | "unchanged" | "duplicate";

export interface KnowledgeWriter {
  /** Inserts or replaces by id, all or none. Returns how many chunks are new or different. */
  put(chunks: readonly KnowledgeChunk[]): Promise<number>;
  /** Stores a document in place of its earlier version, whole or not at all. */
  putDocument(document: KnowledgeDocument): Promise<PutOutcome>;
  /** The revision in which a document was last put; null for one that never was. */
  revisionOf(document_id: string): Promise<string | null>;
}
