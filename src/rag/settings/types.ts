/** How an installation is set up. Read once from file and environment variables, overridable for one run by a fixture. */
export interface Settings {
  readonly environment: "development" | "test" | "staging" | "production";
  readonly privacy: { readonly anonymize_requests: boolean };
  readonly golden: { readonly threshold: number };
  readonly classification: { readonly threshold: number; readonly min_improvement: number };
  readonly routing: {
    readonly strategy: "COST_OPTIMIZED" | "QUALITY_FIRST" | "BALANCED" | "FAILOVER";
    readonly max_cost_eur: number;
    readonly preferred_provider?: string | undefined;
    readonly regions?: readonly string[] | undefined;
  };
  readonly llm: { readonly max_attempts: number; readonly temperature: number; readonly max_output_tokens: number; readonly retry_backoff_ms: number };
  readonly cache: { readonly enabled: boolean; readonly ttl_seconds: number; readonly redis_url?: string | undefined };
  readonly context: { readonly max_tokens: number; readonly max_results: number };
  readonly streaming: {
    /** Origins that may read a stream; `"*"` for all. */
    readonly allowed_origins: "*" | readonly string[];
  };
  readonly feedback: { readonly enabled: boolean; readonly anonymous_allowed: boolean };
}
