import type { Clock, Ids } from "../../definition/step.ts";
import { batchesHere, batchesInThread } from "./batches.ts";
import type { Batches } from "./batches.ts";
import { LiveEvents } from "./live-events.ts";
import { openRunDatabase, waitNoMore } from "./run-database.ts";
import { readCounted, readEvents, readRun, runColumns, whereOf } from "./run-rows.ts";
import { beginOf, endOf, eventsOf, sweepOf } from "./run-statements.ts";
import type { RunStore, StoredEvent, StoredRun } from "./run-store.ts";
import { RunStoreError, RunWriter } from "./run-writer.ts";
import { ServerPresence } from "./server-presence.ts";
import { applyTo } from "./statements.ts";
import type { Statement } from "./statements.ts";
import { summarize } from "./summarize.ts";

export interface SqliteRunStoreOptions {
  /** A file, made with its folders when missing, or `:memory:`. */
  readonly path: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** How many runs are kept. */
  readonly keep: number;
  readonly keepDays: number;
  /** How long a lock of another process is waited for before a run is refused; 10 s when absent. */
  readonly patienceMs?: number;
  /** What writes into the file; a thread of its own when absent. */
  readonly batches?: Batches;
  readonly warn: (message: string) => void;
}

const signOfLifeMs = 5000;
/** Events wait so long for others to be stored with. */
const gatherMs = 25;
/** Frames wait longer: a row for each token of a thousand streams would cost more than the streams. */
const gatherFramesMs = 1000;
/** How often the runs of another process are looked at. */
const lookMs = 250;
/** Runs between two looks at what is too old. */
const sweepEvery = 200;
/** Ends of runs that wait in memory; beyond them no run is begun, so that a full disk does not fill the memory too. */
const mostUnstored = 50;
const dayMs = 24 * 3600 * 1000;

/** Keeps runs in one SQLite file, which several servers may share. Throws a `UsageError` when it cannot be opened. */
export function openSqliteRunStore(options: SqliteRunStoreOptions): RunStore {
  const { clock, warn } = options;
  const db = openRunDatabase(options.path);
  const presence = new ServerPresence(db, options.ids.next("server"), () => clock.now());
  const own = () => (options.path === ":memory:" ? batchesHere(db) : batchesInThread(options.path));
  const batches = options.batches ?? own();
  const writer = new RunWriter(batches, clock, options.patienceMs ?? 10_000);
  const live = new Map<string, LiveEvents>();
  const closing = new AbortController();
  let begun = 0;
  let gathering: Promise<void> | null = null;
  /** Runs whose ends wait in memory for the file to take them. */
  const unstored = new Set<LiveEvents>();
  let troubled = false;

  const someEvents = db.prepare(
    "SELECT events FROM run_event WHERE run_id = ? AND last_n > ? ORDER BY first_n LIMIT 20",
  );
  const newestRuns = db.prepare(
    "SELECT status, latency_ms, status_code, walk FROM run WHERE graph_hash = ? AND (? IS NULL OR user_id = ?) ORDER BY place DESC LIMIT ?",
  );
  const oneRun = db.prepare(`SELECT ${runColumns} FROM run WHERE run_id = ?`);
  const knownRun = db.prepare(
    "SELECT trail, walk, (SELECT coalesce(max(last_n), 0) FROM run_event WHERE run_event.run_id = run.run_id) AS last FROM run WHERE run_id = ?",
  );
  /** A run that goes on where it ended before, or a new one. */
  const wentOn = (run_id: string): LiveEvents => {
    const known = knownRun.get(run_id);
    return new LiveEvents(
      Number(known?.["last"] ?? 0),
      String(known?.["trail"] ?? ""),
      String(known?.["walk"] ?? ""),
    );
  };

  const leave = (run_id: string, run: LiveEvents): void => {
    unstored.delete(run);
    run.unstoredEnd = null;
    if (--run.uses === 0) live.delete(run_id);
    // Whoever waits for the next event is told that there is none.
    run.add([]);
  };

  /** Stores what is due, or the whole of it. */
  const store = async (whole: boolean): Promise<void> => {
    const done = new Map<string, { readonly last: number; readonly ended: boolean }>();
    await writer.write(() => {
      const plans: Statement[] = [];
      for (const [run_id, run] of live) {
        const end = run.unstoredEnd;
        const due = run.pending.length > 0 && (whole || run.isDue(clock.now() - gatherFramesMs));
        if (end === null && !due) continue;
        const { last, statements } = eventsOf(run_id, run);
        done.set(run_id, { last, ended: end !== null });
        plans.push(...statements, ...(end === null ? [] : [endOf(end)]));
      }
      return plans;
    });
    if (troubled) warn("Events of runs are stored again.");
    troubled = false;
    for (const [run_id, { last, ended }] of done) {
      const run = live.get(run_id);
      run?.stored(last);
      if (run !== undefined && ended) leave(run_id, run);
    }
  };

  const storeOrWarn = async (whole: boolean): Promise<void> => {
    try {
      await store(whole);
    } catch (error) {
      // Tried again at the next event, and by the clock: one word is enough.
      if (!troubled) warn(`Events of runs are not stored yet: ${String(error)}`);
      troubled = true;
    }
  };

  /** Stores soon, with what comes meanwhile. */
  const gather = (): void => {
    gathering ??= (async () => {
      await clock.sleep(gatherMs, closing.signal).catch(() => undefined);
      if (!closing.signal.aborted) await storeOrWarn(false);
      // Not before: each one that waits meanwhile would store the same events again, the slower the file the more of them.
      gathering = null;
      if (closing.signal.aborted) return;
      if (!troubled && [...live.values()].some(({ pending }) => pending.length > 0)) gather();
    })();
  };

  const signs = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await clock.sleep(signOfLifeMs, closing.signal);
      await writer.write(() => [presence.seen()]).catch(() => undefined);
      if (troubled || unstored.size > 0) await storeOrWarn(true);
    }
  };

  applyTo(db)([presence.seen()]);
  presence.settle();
  waitNoMore(db);
  void signs().catch(() => undefined);

  const get = (run_id: string): StoredRun | null => {
    const row = oneRun.get(run_id);
    if (row === undefined) return null;
    const { run } = readRun(row);
    if (run.status !== "running" || live.has(run_id)) return run;
    presence.settle();
    return readRun(oneRun.get(run_id)).run;
  };

  return {
    async begin(run) {
      if (unstored.size >= mostUnstored) await storeOrWarn(true);
      if (unstored.size >= mostUnstored) throw new RunStoreError(null);
      // A run that goes on must not be ended later by an end that waits.
      if (live.get(run.run_id)?.unstoredEnd) await store(true);
      const sweeps =
        ++begun % sweepEvery === 0 ? [sweepOf(clock.now() - options.keepDays * dayMs, options.keep)] : [];
      await writer.write(() => [beginOf(run, presence.id), ...sweeps]);
      const events = live.get(run.run_id) ?? wentOn(run.run_id);
      events.uses++;
      live.set(run.run_id, events);
    },
    append(run_id, events) {
      const run = live.get(run_id);
      if (run === undefined) return 0;
      gather();
      return run.add(events);
    },
    async end(end) {
      const run = live.get(end.run_id);
      try {
        await writer.write(() => [
          ...(run === undefined ? [] : eventsOf(end.run_id, run).statements),
          endOf(end),
        ]);
      } catch (error) {
        if (run !== undefined) {
          if (run.unstoredEnd !== null) run.uses--;
          run.unstoredEnd = end;
          unstored.add(run);
          run.add([]);
        }
        throw error;
      }
      if (run !== undefined) leave(end.run_id, run);
    },
    flush: () => store(true),
    list(filter, page) {
      presence.settle();
      const { sql, values } = whereOf(filter);
      const before = page.after === undefined ? Number.MAX_SAFE_INTEGER : Number(page.after);
      const rows = db
        .prepare(`SELECT ${runColumns} FROM run WHERE place < ? AND ${sql} ORDER BY place DESC LIMIT ?`)
        .all(before, ...values, page.limit + 1)
        .map(readRun);
      const shown = rows.slice(0, page.limit);
      const last = shown.at(-1);
      return {
        runs: shown.map(({ run }) => run),
        next: rows.length > page.limit && last !== undefined ? String(last.place) : null,
      };
    },
    summary({ graph_hash, user_id = null }, runs) {
      presence.settle();
      return summarize(newestRuns.all(graph_hash, user_id, user_id, runs).map(readCounted));
    },
    get,
    async *events(run_id, after, signal): AsyncGenerator<StoredEvent, void, undefined> {
      let last = after;
      while (!signal.aborted) {
        const run = live.get(run_id);
        // Asked for before anything is read: an event that comes meanwhile is not slept over.
        const next = run?.next;
        const goesOn = run === undefined ? get(run_id)?.status === "running" : run.unstoredEnd === null;
        const stored = someEvents.all(run_id, last).flatMap((row) => readEvents(row, last));
        const fresh = stored.length > 0 ? stored : (run?.pending.filter(({ n }) => n > last) ?? []);
        for (const event of fresh) {
          last = event.n;
          yield event;
        }
        if (fresh.length > 0) continue;
        if (!goesOn) return;
        const woken = new AbortController();
        const wake = () => woken.abort();
        void next?.then(wake);
        await clock
          .sleep(next === undefined ? lookMs : signOfLifeMs, AbortSignal.any([signal, woken.signal]))
          .catch(() => undefined);
      }
    },
    async close() {
      closing.abort();
      await store(true).catch((error: unknown) => warn(`The last events of runs are lost: ${String(error)}`));
      await writer.write(() => [presence.left()]).catch(() => undefined);
      await batches.close();
      db.close();
    },
  };
}
