import { z } from "zod";
import type { Database } from "../storage/database.ts";
import type { UsageReader, UsageWriter } from "./types.ts";

const summaryRow = z.object({
  total_requests: z.number(),
  total_cost_eur: z.number(),
  cache_hit_rate: z.number(),
  avg_response_time_ms: z.number(),
});

/** What was asked, what it cost and how long it took, one row for each call of a run, by provider and kind (paid or spared). */
export function createUsageLog(db: Database): { readonly read: UsageReader; readonly write: UsageWriter } {
  return {
    read: {
      async summary(since, user_id) {
        const found = db.get(
          summaryRow,
          `SELECT count(*) AS total_requests, coalesce(sum(cost), 0.0) AS total_cost_eur,
             coalesce(avg(cache_hit), 0.0) AS cache_hit_rate, coalesce(avg(response_time_ms), 0.0) AS avg_response_time_ms
           FROM (
             SELECT sum(cost) AS cost, max(cache_hit) AS cache_hit, max(response_time_ms) AS response_time_ms
             FROM usage_call WHERE at_ms >= :since AND (:user IS NULL OR user_id = :user) GROUP BY run_id
           )`,
          { since: Date.parse(since), user: user_id ?? null },
        );
        return found ?? { total_requests: 0, total_cost_eur: 0, cache_hit_rate: 0, avg_response_time_ms: 0 };
      },
    },
    write: {
      async record(usage) {
        db.run(
          `INSERT OR IGNORE INTO usage_call (run_id, call, provider, cache_hit, user_id, session_id, model, input_tokens, output_tokens,
             cost, pii_detected, response_time_ms, at, at_ms)
           VALUES (:run_id, :call, :provider, :cache_hit, :user_id, :session_id, :model, :input_tokens, :output_tokens,
             :cost, :pii_detected, :response_time_ms, :at, :at_ms)`,
          {
            ...usage,
            cache_hit: Number(usage.cache_hit),
            pii_detected: Number(usage.pii_detected),
            at_ms: Date.parse(usage.at),
          },
        );
      },
      async recordClassification(record) {
        db.run(
          `INSERT INTO usage_classification (run_id, domain, action, confidence, fallback_used, at)
           VALUES (:run_id, :domain, :action, :confidence, :fallback_used, :at)
           ON CONFLICT (run_id) DO UPDATE SET domain = excluded.domain, action = excluded.action,
             confidence = excluded.confidence, fallback_used = excluded.fallback_used, at = excluded.at`,
          { ...record, fallback_used: Number(record.fallback_used) },
        );
      },
    },
  };
}
