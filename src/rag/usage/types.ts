import type { ModelAnswer } from "../llm/types.ts";

/** One paid or spared model call. Money in EUR, times in milliseconds. */
export interface UsageRecord {
  readonly run_id: string;
  readonly user_id: string;
  readonly session_id: string;
  /** From 1: which of the run's calls that succeeded. */
  readonly call: number;
  readonly provider: string;
  readonly model: string;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost: number;
  readonly cache_hit: boolean;
  readonly pii_detected: boolean;
  readonly response_time_ms: number;
  readonly at: string;
}

export interface ClassificationRecord {
  readonly run_id: string;
  readonly domain: string;
  readonly action: string;
  readonly confidence: number;
  readonly fallback_used: boolean;
  readonly at: string;
}

export interface UsageSummary {
  readonly total_requests: number;
  readonly total_cost_eur: number;
  /** 0 to 1. */
  readonly cache_hit_rate: number;
  readonly avg_response_time_ms: number;
}

/** Records model calls that a run makes later. */
export interface UsageTracker {
  /** Settles when the answer is whole and recorded; one that breaks off has no count of tokens and leaves no record. Never an unhandled rejection. */
  track(answer: ModelAnswer): Promise<void>;
}

export interface UsageReader {
  /** Since an ISO date, of one user or of all. A request counts once, however many calls it made. */
  summary(since: string, user_id?: string): Promise<UsageSummary>;
}

export interface UsageWriter {
  /** Idempotent by run, call, provider and kind: the same record twice counts once. */
  record(usage: UsageRecord): Promise<void>;
  recordClassification(record: ClassificationRecord): Promise<void>;
}
