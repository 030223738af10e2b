import { z } from "zod";
import type { Database } from "../storage/database.ts";
import { correctionQuality } from "./correction-quality.ts";
import { readExpert } from "./expert-rows.ts";
import { accuracyOf, trustScore } from "./trust-score.ts";
import type { FeedbackReader, FeedbackWriter } from "./types.ts";

const countRow = z.object({ count: z.number() });
const summaryRow = z.object({ feedback_count: z.number(), correction_quality: z.number() });

/** Keeps feedback and judges experts by it. Whatever is put in a second time stays as it was the first time. */
export function createFeedbackStore(db: Database): {
  readonly read: FeedbackReader;
  readonly write: FeedbackWriter;
} {
  return {
    read: {
      expertOf: async (user_id) => readExpert(db, { user_id }),
      async recordsAbout(signature) {
        const sql = "SELECT count(*) AS count FROM expert_feedback WHERE query_signature = ?";
        return db.get(countRow, sql, [signature])?.count ?? 0;
      },
    },
    write: {
      async putFaq(feedback) {
        const { changes } = db.run(
          `INSERT OR IGNORE INTO faq_feedback (feedback_id, run_id, user_id, faq_id, was_helpful, comment, at)
           VALUES (:feedback_id, :run_id, :user_id, :faq_id, :was_helpful, :comment, :at)`,
          {
            ...feedback,
            was_helpful: feedback.was_helpful === null ? null : Number(feedback.was_helpful),
          },
        );
        return changes > 0;
      },
      async putKnowledge(feedback) {
        const { changes } = db.run(
          `INSERT OR IGNORE INTO knowledge_feedback (feedback_id, run_id, user_id, knowledge_item_id, rating, comment, at)
           VALUES (:feedback_id, :run_id, :user_id, :knowledge_item_id, :rating, :comment, :at)`,
          { ...feedback },
        );
        return changes > 0;
      },
      async putRecord(feedback) {
        const { run_id, expert_id, feedback_id, verdict, query_signature } = feedback;
        const { changes } = db.run(
          `INSERT OR IGNORE INTO expert_feedback
             (run_id, expert_id, feedback_id, verdict, correction_quality, query_signature, record)
           VALUES (:run_id, :expert_id, :feedback_id, :verdict, :correction_quality, :query_signature, :record)`,
          {
            run_id,
            expert_id,
            feedback_id,
            verdict,
            query_signature,
            correction_quality: correctionQuality(feedback),
            record: JSON.stringify(feedback),
          },
        );
        return changes > 0;
      },
      async updateMetrics(expert_id) {
        return db.transaction(() => {
          const expert = readExpert(db, { id: expert_id });
          if (expert === null) return null;
          const now = db.clock.now();
          const summary = db.get(
            summaryRow,
            `SELECT count(*) AS feedback_count, coalesce(avg(correction_quality), 0.0) AS correction_quality
             FROM expert_feedback WHERE expert_id = ?`,
            [expert_id],
          ) ?? { feedback_count: 0, correction_quality: 0 };
          const metrics = {
            ...summary,
            accuracy_rate: accuracyOf(expert),
            trust_score: trustScore(expert, now).score,
          };
          db.run(
            `INSERT OR REPLACE INTO expert_metrics
               (expert_id, feedback_count, correction_quality, accuracy_rate, trust_score, updated_at)
             VALUES (:expert_id, :feedback_count, :correction_quality, :accuracy_rate, :trust_score, :updated_at)`,
            { expert_id, ...metrics, updated_at: new Date(now).toISOString() },
          );
          return metrics;
        });
      },
    },
  };
}
