import { z } from "zod";
import { UsageError } from "../../diagnostics/errors.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import type { Database } from "../storage/database.ts";
import { goldenCandidate } from "./candidate-schema.ts";
import type { GoldenCandidate, Review, ReviewDesk, ReviewVerdict } from "./types.ts";

const reviewRow = z.object({
  id: z.string(),
  candidate: z.string().transform((text): GoldenCandidate => goldenCandidate.parse(JSON.parse(text))),
  status: z.enum(["pending", "approved", "rejected"]),
  submitted_at: z.string(),
  decided_at: z.string().nullable(),
  decided_by: z.string().nullable(),
});
const columns = "id, candidate, status, submitted_at, decided_at, decided_by";

/** The desk as its people use it. */
export interface StaffedReviewDesk extends ReviewDesk {
  /** Waiting ones first, the most pressing at the top; then the decided ones, the latest first. */
  list(): readonly Review[];
  /** Throws a `UsageError` for an id that is not there. */
  find(candidate_id: string): GoldenCandidate;
  /**
   * Takes a person's decision. The same decision again changes nothing. Throws a `UsageError` for an id that is not there and
   * for a candidate that was decided the other way.
   */
  decide(candidate_id: string, verdict: ReviewVerdict, by: string): GoldenCandidate;
}

/** Keeps candidates until a person has decided, and what was decided for good. */
export function createReviewDesk(db: Database): StaffedReviewDesk {
  const look = (id: string) => db.get(reviewRow, `SELECT ${columns} FROM golden_review WHERE id = ?`, [id]);
  const all = () => db.all(reviewRow, `SELECT ${columns} FROM golden_review`);
  const now = () => new Date(db.clock.now()).toISOString();
  const find = (id: string) => {
    const review = look(id);
    if (review !== undefined) return review;
    const near = didYouMean(
      id,
      all().map((one) => one.id),
    );
    throw new UsageError("candidate-unknown", `There is no golden candidate \`${id}\`.${near}`, {
      hint: "ragstep golden list",
    });
  };

  return {
    async submit(candidate) {
      const { id, provenance } = candidate;
      db.run(
        "INSERT OR IGNORE INTO golden_review (id, expert_id, status, candidate, submitted_at) VALUES (?, ?, 'pending', ?, ?)",
        [
          id,
          provenance.kind === "expert_feedback" ? provenance.expert_id : null,
          JSON.stringify(candidate),
          now(),
        ],
      );
    },
    async verdictOn(id) {
      const status = look(id)?.status;
      return status === undefined || status === "pending" ? null : status;
    },
    list: () =>
      all().toSorted(
        (one, other) =>
          Number(one.status !== "pending") - Number(other.status !== "pending") ||
          (one.status === "pending"
            ? other.candidate.priority_score - one.candidate.priority_score
            : (other.decided_at ?? "").localeCompare(one.decided_at ?? "")) ||
          one.id.localeCompare(other.id),
      ),
    find: (id) => find(id).candidate,
    decide(id, verdict, by) {
      return db.transaction(() => {
        const review = find(id);
        if (review.status !== "pending" && review.status !== verdict) {
          const when = `${review.status} on ${review.decided_at ?? ""} by ${review.decided_by ?? ""}`;
          throw new UsageError("candidate-decided", `The golden candidate \`${id}\` was ${when}.`, {
            hint: "Give new feedback to propose an answer again.",
          });
        }
        if (review.status === "pending") {
          const sql = "UPDATE golden_review SET status = ?, decided_at = ?, decided_by = ? WHERE id = ?";
          db.run(sql, [verdict, now(), by, id]);
        }
        return review.candidate;
      });
    },
  };
}
