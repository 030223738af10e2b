/** Turns texts into vectors of one length, all of Euclidean length 1 (or 0 for a text without a word). */
export interface Embedder {
  /** Stored with every row; vectors of two different models are never compared. */
  readonly model_id: string;
  readonly dimensions: number;
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
}
