import type { LiveEvents } from "./live-events.ts";
import { beginValues, endValues } from "./run-rows.ts";
import type { EndOfRun, NewRun } from "./run-store.ts";
import type { Statement } from "./statements.ts";

const insertRunSql = `INSERT INTO run (run_id, request_id, entry, route, graph_hash, user_id, session_id, started_at, server_id, status)
  VALUES (:run_id, :request_id, :entry, :route, :graph_hash, :user_id, :session_id, :started_at, :server_id, 'running')
  ON CONFLICT (run_id) DO UPDATE SET status = 'running', server_id = excluded.server_id, ended_at = NULL, error = NULL`;
const insertEventsSql =
  "INSERT OR REPLACE INTO run_event (run_id, first_n, last_n, events) VALUES (?, ?, ?, ?)";
const updateRunSql =
  "UPDATE run SET steps = ?, retries = ?, trail = ?, walk = coalesce(?, walk) WHERE run_id = ?";
const endRunSql = `UPDATE run SET status = :status, ended_at = :ended_at, latency_ms = :latency_ms,
  status_code = coalesce(:status_code, status_code), source = :source, error = :error, steps = max(steps, :steps) WHERE run_id = :run_id`;
const sweepSql =
  "DELETE FROM run WHERE status <> 'running' AND (started_at < ? OR place <= (SELECT max(place) FROM run) - ?)";

/** A run begins, or one that had ended goes on. */
export function beginOf(run: NewRun, serverId: string): Statement {
  return { sql: insertRunSql, values: beginValues(run, serverId) };
}

/** What waits to be stored of a run, and the number of its last event. Twice does no harm. */
export function eventsOf(
  run_id: string,
  run: LiveEvents,
): { readonly last: number; readonly statements: readonly Statement[] } {
  const taken = run.take();
  const [first] = taken;
  const last = taken.at(-1);
  const statements: Statement[] = [];
  if (first !== undefined && last !== undefined)
    statements.push({ sql: insertEventsSql, values: [run_id, first.n, last.n, JSON.stringify(taken)] });
  // Frames, which are most of all events, change nothing of the run.
  const walk = run.takeWalk();
  if (walk !== null)
    statements.push({ sql: updateRunSql, values: [run.steps, run.retries, run.trail, walk, run_id] });
  return { last: last?.n ?? 0, statements };
}

/** A run has ended. */
export function endOf(end: EndOfRun): Statement {
  return { sql: endRunSql, values: endValues(end) };
}

/** Lets go of runs that began before a time, in milliseconds, and of all but the newest `keep`. */
export function sweepOf(before: number, keep: number): Statement {
  return { sql: sweepSql, values: [before, keep] };
}
