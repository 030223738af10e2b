import { didYouMean } from "../../diagnostics/nearest.ts";

type Kind = "text" | "number" | "boolean" | "list";

/** The variables that set a setting, each with the setting's path and how its text is read. A list is written with commas. */
export const environmentVariables: Readonly<
  Record<string, { readonly path: readonly string[]; readonly kind: Kind }>
> = {
  RAGSTEP_ENVIRONMENT: { path: ["environment"], kind: "text" },
  RAGSTEP_PRIVACY_ANONYMIZE_REQUESTS: { path: ["privacy", "anonymize_requests"], kind: "boolean" },
  RAGSTEP_AUTH_DEVELOPMENT_TOKEN: { path: ["auth", "development_token"], kind: "boolean" },
  RAGSTEP_STORAGE_PATH: { path: ["storage", "path"], kind: "text" },
  RAGSTEP_GOLDEN_THRESHOLD: { path: ["golden", "threshold"], kind: "number" },
  RAGSTEP_GOLDEN_AUTO_APPROVE: { path: ["golden", "auto_approve"], kind: "number" },
  RAGSTEP_GOLDEN_REVIEW_FROM: { path: ["golden", "review_from"], kind: "number" },
  RAGSTEP_CLASSIFICATION_THRESHOLD: { path: ["classification", "threshold"], kind: "number" },
  RAGSTEP_CLASSIFICATION_MIN_IMPROVEMENT: { path: ["classification", "min_improvement"], kind: "number" },
  RAGSTEP_ROUTING_STRATEGY: { path: ["routing", "strategy"], kind: "text" },
  RAGSTEP_ROUTING_MAX_COST_EUR: { path: ["routing", "max_cost_eur"], kind: "number" },
  RAGSTEP_ROUTING_PREFERRED_PROVIDER: { path: ["routing", "preferred_provider"], kind: "text" },
  RAGSTEP_ROUTING_REGIONS: { path: ["routing", "regions"], kind: "list" },
  RAGSTEP_LLM_MAX_ATTEMPTS: { path: ["llm", "max_attempts"], kind: "number" },
  RAGSTEP_LLM_TEMPERATURE: { path: ["llm", "temperature"], kind: "number" },
  RAGSTEP_LLM_MAX_OUTPUT_TOKENS: { path: ["llm", "max_output_tokens"], kind: "number" },
  RAGSTEP_LLM_RETRY_BACKOFF_MS: { path: ["llm", "retry_backoff_ms"], kind: "number" },
  RAGSTEP_CACHE_ENABLED: { path: ["cache", "enabled"], kind: "boolean" },
  RAGSTEP_CACHE_TTL_SECONDS: { path: ["cache", "ttl_seconds"], kind: "number" },
  RAGSTEP_CACHE_REDIS_URL: { path: ["cache", "redis_url"], kind: "text" },
  RAGSTEP_CONTEXT_MAX_TOKENS: { path: ["context", "max_tokens"], kind: "number" },
  RAGSTEP_CONTEXT_MAX_RESULTS: { path: ["context", "max_results"], kind: "number" },
  RAGSTEP_STREAMING_ALLOWED_ORIGINS: { path: ["streaming", "allowed_origins"], kind: "list" },
  RAGSTEP_DOCUMENTS_MAX_FILES: { path: ["documents", "max_files"], kind: "number" },
  RAGSTEP_DOCUMENTS_MAX_FILE_BYTES: { path: ["documents", "max_file_bytes"], kind: "number" },
  RAGSTEP_DOCUMENTS_MAX_TOTAL_BYTES: { path: ["documents", "max_total_bytes"], kind: "number" },
  RAGSTEP_DOCUMENTS_MAX_PAGES: { path: ["documents", "max_pages"], kind: "number" },
  RAGSTEP_DOCUMENTS_MAX_INFLATED_BYTES: { path: ["documents", "max_inflated_bytes"], kind: "number" },
  RAGSTEP_DOCUMENTS_MAX_PARTS: { path: ["documents", "max_parts"], kind: "number" },
  RAGSTEP_DOCUMENTS_ALLOWED_KINDS: { path: ["documents", "allowed_kinds"], kind: "list" },
  RAGSTEP_DOCUMENTS_OCR_PAGES: { path: ["documents", "ocr_pages"], kind: "number" },
  RAGSTEP_DOCUMENTS_OCR_TIMEOUT_MS: { path: ["documents", "ocr_timeout_ms"], kind: "number" },
  RAGSTEP_DOCUMENTS_FATTURA_XSD: { path: ["documents", "fattura_xsd"], kind: "text" },
  RAGSTEP_DOCUMENTS_FATTURA_SEMPLIFICATA_XSD: {
    path: ["documents", "fattura_semplificata_xsd"],
    kind: "text",
  },
  RAGSTEP_DOCUMENTS_BLOB_TTL_SECONDS: { path: ["documents", "blob_ttl_seconds"], kind: "number" },
  RAGSTEP_DOCUMENTS_BLOB_KEY_ENV: { path: ["documents", "blob_key_env"], kind: "text" },
  RAGSTEP_FEEDBACK_ENABLED: { path: ["feedback", "enabled"], kind: "boolean" },
  RAGSTEP_FEEDBACK_ANONYMOUS_ALLOWED: { path: ["feedback", "anonymous_allowed"], kind: "boolean" },
  RAGSTEP_FEEDBACK_TRUST_THRESHOLD: { path: ["feedback", "trust_threshold"], kind: "number" },
  RAGSTEP_FEEDBACK_KEEP_RUNS_DAYS: { path: ["feedback", "keep_runs_days"], kind: "number" },
  RAGSTEP_INGESTION_ALLOW_PRIVATE_ADDRESSES: {
    path: ["ingestion", "allow_private_addresses"],
    kind: "boolean",
  },
  RAGSTEP_INGESTION_TIMEOUT_MS: { path: ["ingestion", "timeout_ms"], kind: "number" },
  RAGSTEP_INGESTION_MAX_REDIRECTS: { path: ["ingestion", "max_redirects"], kind: "number" },
  RAGSTEP_INGESTION_MAX_FEED_BYTES: { path: ["ingestion", "max_feed_bytes"], kind: "number" },
  RAGSTEP_INGESTION_MAX_DOCUMENT_BYTES: { path: ["ingestion", "max_document_bytes"], kind: "number" },
  RAGSTEP_INGESTION_MAX_ITEMS: { path: ["ingestion", "max_items"], kind: "number" },
  RAGSTEP_INGESTION_CHUNK_CHARACTERS: { path: ["ingestion", "chunk_characters"], kind: "number" },
  RAGSTEP_INGESTION_OVERLAP_CHARACTERS: { path: ["ingestion", "overlap_characters"], kind: "number" },
};

const booleans = new Map([
  ...["true", "1", "yes", "on"].map((word) => [word, true] as const),
  ...["false", "0", "no", "off"].map((word) => [word, false] as const),
]);

/** Text that is not of the kind stays text, so that the one schema says what is wrong with it. */
const readers: Readonly<Record<Kind, (text: string) => unknown>> = {
  text: (text) => text,
  number: (text) => (Number.isNaN(Number(text)) ? text : Number(text)),
  boolean: (text) => booleans.get(text.toLowerCase()) ?? text,
  list: (text) => (text === "*" ? "*" : text.split(",").map((part) => part.trim())),
};

/** The variable that sets this path, if there is one. */
export function variableOf(path: readonly PropertyKey[]): string | undefined {
  const wanted = path.join(".");
  return Object.entries(environmentVariables).find(([, { path: own }]) => own.join(".") === wanted)?.[0];
}

/**
 * The settings that the environment gives, as a nested object. An empty variable counts as not set.
 * `warn` hears of a variable that looks like a misspelt one; others that begin with `RAGSTEP_` are not ours to judge.
 */
export function settingsFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const sections = new Map<string, Record<string, unknown>>();
  for (const [name, { path, kind }] of Object.entries(environmentVariables)) {
    const text = env[name]?.trim() ?? "";
    if (text === "") continue;
    const [section, key] = path;
    if (section === undefined) continue;
    if (key === undefined) found[section] = readers[kind](text);
    else sections.set(section, { ...sections.get(section), [key]: readers[kind](text) });
  }
  for (const name of Object.keys(env)) {
    if (!name.startsWith("RAGSTEP_") || name in environmentVariables) continue;
    const suggestion = didYouMean(name, Object.keys(environmentVariables));
    if (suggestion !== "") warn(`The environment variable \`${name}\` sets nothing.${suggestion}`);
  }
  return { ...found, ...Object.fromEntries(sections) };
}
