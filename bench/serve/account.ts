import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";

/** What a server that has ended left on disk. */
export interface Account {
  readonly runs: number;
  readonly runIds: ReadonlySet<string>;
  /** By how they ended. */
  readonly byStatus: Readonly<Record<string, number>>;
  readonly lines: number;
  /** Runs whose log has another number of lines than they have visits and retries. */
  readonly runsWithOtherLines: number;
}

const runRow = z.object({ run_id: z.string(), status: z.string(), steps: z.number(), retries: z.number() });
const logLine = z.looseObject({ run_id: z.string() });

/** Compares the log with the stored runs: each visit of a step and each retry has one line. */
export async function accountOf(folder: string): Promise<Account> {
  const counts = new Map<string, number>();
  let lines = 0;
  for await (const line of createInterface(createReadStream(join(folder, "run.log")))) {
    const { run_id } = logLine.parse(JSON.parse(line));
    counts.set(run_id, (counts.get(run_id) ?? 0) + 1);
    lines++;
  }
  const db = new DatabaseSync(join(folder, ".ragstep/runs.db"), { readOnly: true });
  const rows = db
    .prepare("SELECT run_id, status, steps, retries FROM run")
    .all()
    .map((row) => runRow.parse(row));
  db.close();
  const byStatus: Record<string, number> = {};
  for (const { status } of rows) byStatus[status] = (byStatus[status] ?? 0) + 1;
  const others = rows.filter(({ run_id, steps, retries }) => (counts.get(run_id) ?? 0) !== steps + retries);
  const runIds = new Set(rows.map(({ run_id }) => run_id));
  return { runs: rows.length, runIds, byStatus, lines, runsWithOtherLines: others.length };
}
