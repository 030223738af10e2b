import { z } from "zod";
import { documentKinds } from "../documents/types.ts";
import { feedSource } from "../ingestion/feed-source.ts";
import { scriptedTurnSchema } from "../llm/scripted-turn.ts";

const name = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/i, "a name of letters, digits, `.`, `_` and `-`");
const share = z.number().min(0).max(1);
const url = z.url({ protocol: /^https?$/, error: "an http or https address" });
const variable = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of an environment variable, not a key itself");

const model = z.strictObject({
  model: z.string().min(1),
  input_price: z.number().min(0).default(0),
  output_price: z.number().min(0).default(0),
  quality: share.default(0.5),
  priority: z.number().default(50),
  region: z.string().min(1).default("unknown"),
});
const models = z.array(model).min(1);

const provider = z.discriminatedUnion("kind", [
  z.strictObject({ name, kind: z.literal("extractive"), models }),
  z.strictObject({
    name,
    kind: z.literal("openai-compatible"),
    base_url: url,
    api_key_env: variable.optional(),
    models,
  }),
  z.strictObject({
    name,
    kind: z.literal("openai"),
    base_url: url.optional(),
    api_key_env: variable.default("OPENAI_API_KEY"),
    models,
  }),
  z.strictObject({
    name,
    kind: z.literal("anthropic"),
    base_url: url.optional(),
    api_key_env: variable.default("ANTHROPIC_API_KEY"),
    models,
  }),
  z.strictObject({ name, kind: z.literal("scripted"), script: z.array(scriptedTurnSchema), models }),
]);

const megabyte = 1024 * 1024;
const bytes = z.int().min(1024);
const readableKinds = documentKinds.filter((kind) => kind !== "other");

const token = z.strictObject({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "a SHA-256 hash of 64 hexadecimal digits, never the token itself"),
  user_id: z.string().min(1),
  session_id: z.string().min(1).optional(),
  role: z.enum(["user", "expert", "admin"]).default("user"),
  expires_at: z.iso.datetime({ offset: true }).optional(),
  anonymize_requests: z.boolean().optional(),
});

const embeddings = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lexical") }),
  z.strictObject({
    kind: z.literal("openai-compatible"),
    base_url: url,
    model: z.string().min(1),
    dimensions: z.int().min(1).max(8192),
    api_key_env: variable.optional(),
  }),
]);

/** What answers when nothing is configured: no key, no network, no price. */
const embeddedProvider = {
  name: "embedded",
  kind: "extractive" as const,
  models: [
    { model: "extractive-it", input_price: 0, output_price: 0, quality: 0.3, priority: 100, region: "local" },
  ],
};

const origin = z
  .string()
  .regex(/^https?:\/\/[^\s/]+$/i, "an origin such as `https://app.example.it`, without a path");

/** Every setting with its default: the embedded installation. */
export const settingsSchema = z.strictObject({
  environment: z.enum(["development", "test", "staging", "production"]).default("development"),
  privacy: z.strictObject({ anonymize_requests: z.boolean().default(true) }).prefault({}),
  auth: z
    .strictObject({ development_token: z.boolean().default(true), tokens: z.array(token).default([]) })
    .prefault({}),
  storage: z.strictObject({ path: z.string().min(1).default(".ragstep/rag.db") }).prefault({}),
  golden: z
    .strictObject({
      threshold: share.default(0.9),
      auto_approve: share.default(0.95),
      review_from: share.default(0.85),
    })
    .prefault({}),
  classification: z
    .strictObject({ threshold: share.default(0.6), min_improvement: share.default(0.05) })
    .prefault({}),
  routing: z
    .strictObject({
      strategy: z.enum(["COST_OPTIMIZED", "QUALITY_FIRST", "BALANCED", "FAILOVER"]).default("COST_OPTIMIZED"),
      max_cost_eur: z.number().min(0).default(0.02),
      preferred_provider: z.string().min(1).optional(),
      regions: z.array(z.string().min(1)).min(1).optional(),
    })
    .prefault({}),
  llm: z
    .strictObject({
      max_attempts: z.int().min(1).max(10).default(3),
      temperature: z.number().min(0).max(2).default(0.2),
      max_output_tokens: z.int().min(1).max(128_000).default(1024),
      retry_backoff_ms: z.number().min(0).max(60_000).default(200),
    })
    .prefault({}),
  providers: z.array(provider).min(1).default([embeddedProvider]),
  embeddings: embeddings.default({ kind: "lexical" }),
  cache: z
    .strictObject({
      enabled: z.boolean().default(true),
      ttl_seconds: z
        .int()
        .min(1)
        .default(24 * 3600),
      redis_url: z.url({ protocol: /^rediss?$/, error: "a redis:// or rediss:// address" }).optional(),
    })
    .prefault({}),
  context: z
    .strictObject({
      max_tokens: z.int().min(100).max(200_000).default(1500),
      max_results: z.int().min(1).max(100).default(10),
    })
    .prefault({}),
  streaming: z
    .strictObject({ allowed_origins: z.union([z.literal("*"), z.array(origin)]).default("*") })
    .prefault({}),
  documents: z
    .strictObject({
      max_files: z.int().min(1).max(50).default(5),
      max_file_bytes: bytes.default(10 * megabyte),
      max_total_bytes: bytes.default(25 * megabyte),
      max_pages: z.int().min(1).max(1000).default(50),
      max_inflated_bytes: bytes.default(200 * megabyte),
      max_parts: z.int().min(10).max(100_000).default(5000),
      allowed_kinds: z.array(z.enum(documentKinds)).min(1).default(readableKinds),
      ocr_pages: z.int().min(0).max(100).default(10),
      ocr_timeout_ms: z.int().min(100).max(120_000).default(20_000),
      fattura_xsd: z.string().min(1).optional(),
      fattura_semplificata_xsd: z.string().min(1).optional(),
      blob_ttl_seconds: z
        .int()
        .min(60)
        .default(24 * 3600),
      blob_key_env: variable.default("RAGSTEP_BLOB_KEY"),
    })
    .prefault({}),
  feedback: z
    .strictObject({
      enabled: z.boolean().default(true),
      anonymous_allowed: z.boolean().default(false),
      trust_threshold: share.default(0.7),
      keep_runs_days: z.number().min(0).max(3650).default(30),
    })
    .prefault({}),
  ingestion: z
    .strictObject({
      feeds: z.array(feedSource).default([]),
      allow_private_addresses: z.boolean().default(false),
      timeout_ms: z.int().min(100).max(300_000).default(15_000),
      max_redirects: z.int().min(0).max(20).default(5),
      max_feed_bytes: bytes.default(5 * megabyte),
      max_document_bytes: bytes.default(20 * megabyte),
      max_items: z.int().min(1).max(1000).default(100),
      chunk_characters: z.int().min(200).max(8000).default(1200),
      overlap_characters: z.int().min(0).max(2000).default(200),
    })
    .prefault({}),
});
