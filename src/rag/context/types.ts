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

export interface BuiltContext {
  readonly text: string;
  readonly token_count: number;
  /** Ids of the passages that made it into the text. */
  readonly used: readonly string[];
  /** 0 to 1. */
  readonly quality: number;
  readonly distribution: { readonly facts: number; readonly kb_docs: number; readonly golden: number; readonly document_facts: number };
}

export interface ContextService {
  build(input: ContextInput): BuiltContext;
}
