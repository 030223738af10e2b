import type { AuditWriter } from "#rag/audit/types.ts";
import type { AuthService } from "#rag/auth/types.ts";
import type { ResponseCacheReader, ResponseCacheWriter } from "#rag/cache/types.ts";
import type { CcnlReader, CcnlWriter } from "#rag/ccnl/ccnl-store.ts";
import type { ClassifierService } from "#rag/classify/types.ts";
import type { ContextService } from "#rag/context/types.ts";
import type { ReviewDesk } from "#rag/curation/types.ts";
import type { DocumentParsers } from "#rag/documents/types.ts";
import type { BlobReader, BlobWriter } from "#rag/documents/keeping/blob-store.ts";
import type { ProvenanceReader, ProvenanceWriter } from "#rag/documents/keeping/provenance-ledger.ts";
import type { FactService } from "#rag/facts/types.ts";
import type { FeedbackReader, FeedbackWriter } from "#rag/feedback/types.ts";
import type { GoldenReader, GoldenWriter } from "#rag/golden/types.ts";
import type { Ingestion } from "#rag/ingestion/create-ingestion.ts";
import type { ModelService } from "#rag/llm/types.ts";
import type { PiiService } from "#rag/pii/types.ts";
import type { PromptService } from "#rag/prompting/types.ts";
import type { KnowledgeReader, KnowledgeWriter } from "#rag/retrieval/types.ts";
import type { Settings } from "#rag/settings/types.ts";
import type { UsageReader, UsageWriter } from "#rag/usage/types.ts";

/** What a step may call of each store that the diagram wires to it. */
export type Stores = {
  readonly KnowledgeStore: { readonly read: KnowledgeReader; readonly write: KnowledgeWriter };
  readonly GoldenSetDB: { readonly read: GoldenReader; readonly write: GoldenWriter };
  readonly ResponseCache: { readonly read: ResponseCacheReader; readonly write: ResponseCacheWriter };
  readonly CCNLDatabase: { readonly read: CcnlReader; readonly write: CcnlWriter };
  readonly AuditLog: { readonly read: object; readonly write: AuditWriter };
  readonly FeedbackDB: { readonly read: FeedbackReader; readonly write: FeedbackWriter };
  readonly BlobStore: { readonly read: BlobReader; readonly write: BlobWriter };
  readonly ProvenanceLedger: { readonly read: ProvenanceReader; readonly write: ProvenanceWriter };
  readonly UsageLog: { readonly read: UsageReader; readonly write: UsageWriter };
};

/** What every step may call. */
export interface Services {
  readonly settings: Settings;
  readonly auth: AuthService;
  readonly pii: PiiService;
  readonly facts: FactService;
  readonly classifier: ClassifierService;
  readonly context: ContextService;
  readonly prompts: PromptService;
  readonly models: ModelService;
  readonly reviews: ReviewDesk;
  readonly documentParsers: DocumentParsers;
  readonly ingestion: Ingestion;
}
