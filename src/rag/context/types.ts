import type { CanonicalFact } from "../facts/types.ts";
import type { GoldenMatch } from "../golden/types.ts";
import type { KnowledgeHit } from "../retrieval/types.ts";

export interface ContextInput {
  readonly facts: readonly CanonicalFact[];
  readonly hits: readonly KnowledgeHit[];
  readonly golden?: GoldenMatch | undefined;
  /** Facts read from attachments, each one line. */
  readonly document_facts?: readonly string[] | undefined;
  /** 1500 when absent. */
  readonly max_tokens?: number | undefined;
}

/** A passage in the context, and the mark by which an answer cites it. */
export interface ContextCitation {
  /** `[1]`, `[2]`, … in the order of the passages. */
  readonly marker: string;
  readonly id: string;
  readonly document_id: string;
  readonly title: string;
  readonly source: string;
}

export interface BuiltContext {
  readonly text: string;
  readonly token_count: number;
  /** Ids of the passages that made it into the text. */
  readonly used: readonly string[];
  /** One for each of `used`, in the same order. */
  readonly citations: readonly ContextCitation[];
  /** 0 to 1. */
  readonly quality: number;
  readonly distribution: {
    readonly facts: number;
    readonly kb_docs: number;
    readonly golden: number;
    readonly document_facts: number;
  };
}

export interface ContextService {
  build(input: ContextInput): BuiltContext;
}
