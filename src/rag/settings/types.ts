import type { DocumentKind } from "../documents/types.ts";
import type { IngestionSettings } from "../ingestion/types.ts";
import type { RoutingStrategy } from "../llm/types.ts";
import type { ScriptedTurn } from "../llm/scripted-turn.ts";

/** A bearer token that opens a session. Only its hash is configured. */
export interface TokenSettings {
  /** SHA-256 of the token's UTF-8 bytes, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly user_id: string;
  /** Made from the hash when absent. */
  readonly session_id?: string | undefined;
  readonly role: "user" | "expert" | "admin";
  /** ISO 8601; from this moment on the token is refused. */
  readonly expires_at?: string | undefined;
  /** Overrides `privacy.anonymize_requests` for this user. */
  readonly anonymize_requests?: boolean | undefined;
}

/** A model on offer. Prices are EUR for a million tokens. */
export interface ModelSettings {
  readonly model: string;
  readonly input_price: number;
  readonly output_price: number;
  /** 0 to 1. */
  readonly quality: number;
  /** Smaller comes first. */
  readonly priority: number;
  /** Where the data is processed, such as `EU` or `local`. */
  readonly region: string;
}

interface ProviderCommon {
  readonly name: string;
  readonly models: readonly ModelSettings[];
}

/** A service that runs models, and how to reach it. Keys stay in the environment: only the variable's name is configured. */
export type ProviderSettings =
  | (ProviderCommon & { readonly kind: "extractive" })
  | (ProviderCommon & {
      readonly kind: "openai-compatible";
      readonly base_url: string;
      readonly api_key_env?: string | undefined;
    })
  | (ProviderCommon & {
      readonly kind: "openai";
      readonly base_url?: string | undefined;
      readonly api_key_env: string;
    })
  | (ProviderCommon & {
      readonly kind: "anthropic";
      readonly base_url?: string | undefined;
      readonly api_key_env: string;
    })
  | (ProviderCommon & { readonly kind: "scripted"; readonly script: readonly ScriptedTurn[] });

export type EmbeddingSettings =
  | { readonly kind: "lexical" }
  | {
      readonly kind: "openai-compatible";
      readonly base_url: string;
      readonly model: string;
      readonly dimensions: number;
      readonly api_key_env?: string | undefined;
    };

/** What may be sent along with a question, how far it is read, and how its copy is kept. */
export interface DocumentSettings {
  readonly max_files: number;
  /** Bytes of one file, and of all together. */
  readonly max_file_bytes: number;
  readonly max_total_bytes: number;
  readonly max_pages: number;
  /** Bytes that the compressed parts of one file may unfold to. */
  readonly max_inflated_bytes: number;
  /** Parts of an Office file; a PDF may have twenty times as many objects. */
  readonly max_parts: number;
  readonly allowed_kinds: readonly DocumentKind[];
  /** Pages of one document that are recognized as images, and milliseconds for each. */
  readonly ocr_pages: number;
  readonly ocr_timeout_ms: number;
  /** The official schemas of electronic invoices, in place of the project's own; a relative path starts at the project's directory. */
  readonly fattura_xsd?: string | undefined;
  readonly fattura_semplificata_xsd?: string | undefined;
  readonly blob_ttl_seconds: number;
  /** Names the variable with the key of 32 bytes, in base64 or hexadecimal. */
  readonly blob_key_env: string;
}

/** How an installation is set up. Read once from file and environment variables, overridable for one run by a fixture. */
export interface Settings {
  readonly environment: "development" | "test" | "staging" | "production";
  readonly privacy: { readonly anonymize_requests: boolean };
  /** `development_token`: the token `demo` opens a session, except in production, where it never does. */
  readonly auth: { readonly development_token: boolean; readonly tokens: readonly TokenSettings[] };
  /** The database file; a relative path starts at the project's directory. */
  readonly storage: { readonly path: string };
  readonly golden: {
    /** Likeness from which a golden answer is taken for the answer. */
    readonly threshold: number;
    /** Quality from which an expert's answer is published by itself, and from which a person is asked. */
    readonly auto_approve: number;
    readonly review_from: number;
  };
  readonly classification: { readonly threshold: number; readonly min_improvement: number };
  readonly routing: {
    readonly strategy: RoutingStrategy;
    readonly max_cost_eur: number;
    readonly preferred_provider?: string | undefined;
    readonly regions?: readonly string[] | undefined;
  };
  readonly llm: {
    readonly max_attempts: number;
    readonly temperature: number;
    readonly max_output_tokens: number;
    readonly retry_backoff_ms: number;
  };
  /** Providers in place of the embedded extractive one; to keep it beside others, list it. */
  readonly providers: readonly ProviderSettings[];
  readonly embeddings: EmbeddingSettings;
  readonly cache: {
    readonly enabled: boolean;
    readonly ttl_seconds: number;
    readonly redis_url?: string | undefined;
  };
  readonly context: { readonly max_tokens: number; readonly max_results: number };
  readonly streaming: {
    /** Origins that may read a stream; `"*"` for all. */
    readonly allowed_origins: "*" | readonly string[];
  };
  readonly documents: DocumentSettings;
  readonly feedback: {
    readonly enabled: boolean;
    readonly anonymous_allowed: boolean;
    /** Trust score from which an expert's feedback counts. */
    readonly trust_threshold: number;
    /** How long feedback on a finished run is taken. */
    readonly keep_runs_days: number;
  };
  readonly ingestion: IngestionSettings;
}
