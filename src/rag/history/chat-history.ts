import { z } from "zod";
import type { PiiService } from "../pii/types.ts";
import { cleanText } from "../privacy/clean-text.ts";
import type { Database } from "../storage/database.ts";

/** Whose conversation it is. One without the other finds nothing. */
export interface Conversant {
  readonly session_id: string;
  readonly user_id: string;
}

/** What was said, with placeholders for personal data. */
export interface SaidTurn {
  readonly role: "user" | "assistant";
  readonly content: string;
  /** ISO date and time. */
  readonly at: string;
}

/** What was said in each session, for the user whose session it is. */
export interface ChatHistory {
  /** Adds a question and its answer, once for each run. */
  add(whose: Conversant, run_id: string, said: { readonly question: string; readonly answer: string }): void;
  /** In the order in which it was said. */
  list(whose: Conversant): readonly SaidTurn[];
  /** How many turns are gone. */
  clear(whose: Conversant): number;
}

const row = z.object({ question: z.string(), answer: z.string(), at: z.string() });

/** So much is kept of a session. */
const longest = 200;
const daysKept = 90;
const dayMs = 24 * 3600 * 1000;

/** Keeps them in the database, without personal data. */
export function createChatHistory(db: Database, pii: PiiService): ChatHistory {
  return {
    add({ session_id, user_id }, run_id, { question, answer }) {
      const now = db.clock.now();
      db.transaction(() => {
        db.run("DELETE FROM chat_turn WHERE at_ms < ?", [now - daysKept * dayMs]);
        db.run(
          "INSERT OR IGNORE INTO chat_turn (run_id, session_id, user_id, question, answer, at, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
          [
            run_id,
            session_id,
            user_id,
            cleanText(question, pii),
            cleanText(answer, pii),
            new Date(now).toISOString(),
            now,
          ],
        );
        db.run(
          "DELETE FROM chat_turn WHERE session_id = ? AND user_id = ? AND turn NOT IN (SELECT turn FROM chat_turn WHERE session_id = ? AND user_id = ? ORDER BY turn DESC LIMIT ?)",
          [session_id, user_id, session_id, user_id, longest],
        );
      });
    },
    list({ session_id, user_id }) {
      const sql =
        "SELECT question, answer, at FROM chat_turn WHERE session_id = ? AND user_id = ? ORDER BY turn";
      return db.all(row, sql, [session_id, user_id]).flatMap(({ question, answer, at }) => [
        { role: "user" as const, content: question, at },
        { role: "assistant" as const, content: answer, at },
      ]);
    },
    clear({ session_id, user_id }) {
      const sql = "DELETE FROM chat_turn WHERE session_id = ? AND user_id = ?";
      return db.run(sql, [session_id, user_id]).changes * 2;
    },
  };
}
