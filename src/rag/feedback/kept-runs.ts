import { z } from "zod";
import { UsageError } from "../../diagnostics/errors.ts";
import type { PiiService } from "../pii/types.ts";
import { cleanText } from "../privacy/clean-text.ts";
import type { Database } from "../storage/database.ts";

type State = Readonly<Record<string, unknown>>;

/** The keys of a run that feedback on it needs: nothing else of it is kept. */
export const keptKeys = [
  "request_id",
  "session_data",
  "user_query",
  "query_signature",
  "citations",
  "classification",
  "golden_match",
  "knowledge_items",
] as const;

const keptRow = z.object({ state: z.string() });
/** What a passage is; how it was found tells of the question. */
const hits = z.array(
  z.object({
    id: z.string(),
    document_id: z.string(),
    title: z.string(),
    source: z.string(),
    tags: z.array(z.string()),
    updated_at: z.string(),
    quality: z.number(),
    authority: z.number(),
    score: z.number(),
    parts: z.record(z.string(), z.number()),
  }),
);

/**
 * What is kept of a run, without personal data: the question has placeholders, and passages lose their texts, which lie in the
 * knowledge anyway.
 */
export function keptState(state: State, pii: PiiService): State {
  const kept: Record<string, unknown> = {};
  for (const name of keptKeys) if (state[name] !== undefined) kept[name] = state[name];
  const { user_query, knowledge_items } = kept;
  if (typeof user_query === "string") kept["user_query"] = cleanText(user_query, pii);
  if (knowledge_items !== undefined)
    kept["knowledge_items"] = hits.parse(knowledge_items).map((hit) => ({ ...hit, text: "" }));
  return kept;
}

/** Runs that have ended, as long as feedback on them is taken. */
export interface KeptRuns {
  /** Again replaces what was kept of the run; runs whose time is over go. */
  keep(run_id: string, state: State, days: number): void;
  /** Throws a `UsageError` when the run is not kept, or no longer. */
  find(run_id: string): State;
}

/** Keeps them in the database. */
export function createKeptRuns(db: Database): KeptRuns {
  return {
    keep(run_id, state, days) {
      const now = db.clock.now();
      db.transaction(() => {
        db.run("DELETE FROM kept_run WHERE expires_ms <= ?", [now]);
        db.run("INSERT OR REPLACE INTO kept_run (run_id, state, ended_at, expires_ms) VALUES (?, ?, ?, ?)", [
          run_id,
          JSON.stringify(state),
          new Date(now).toISOString(),
          now + days * 24 * 3600 * 1000,
        ]);
      });
    },
    find(run_id) {
      const sql = "SELECT state FROM kept_run WHERE run_id = ? AND expires_ms > ?";
      const found = db.get(keptRow, sql, [run_id, db.clock.now()]);
      if (found === undefined) {
        throw new UsageError(
          "run-unknown",
          `No finished run \`${run_id}\` is kept: it must have answered a question, and not too long ago.`,
          { hint: "`ragstep run` prints the id of its run after `completed`." },
        );
      }
      return z.record(z.string(), z.unknown()).parse(JSON.parse(found.state));
    },
  };
}
