import { existsSync } from "node:fs";
import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { createSystemIds } from "../runtime/ids.ts";
import { createSystemClock } from "../runtime/system-clock.ts";
import type { RunStore, StoredEvent, StoredRun } from "../server/runs/run-store.ts";
import { openSqliteRunStore } from "../server/runs/sqlite-run-store.ts";
import type { SavedRun } from "../view/saved-page.ts";

/** Runs among which the nearest is looked for. */
const nearestAmong = 1000;
/** A run that still goes on is shown as far as it is stored; reading that takes less. */
const readStoredMs = 1000;

function named(store: RunStore, id: string, shown: string): StoredRun {
  const exact = store.get(id);
  if (exact !== null) return exact;
  const begin = store
    .list({ text: id }, { limit: nearestAmong })
    .runs.filter(({ run_id }) => run_id.startsWith(id));
  const [only] = begin;
  if (only !== undefined && begin.length === 1) return only;
  if (begin.length > 1)
    throw new UsageError("run-ambiguous", `${begin.length} runs of \`${shown}\` begin with \`${id}\`.`, {
      hint: `ragstep view ${only?.run_id}`,
    });
  const ids = store.list({}, { limit: nearestAmong }).runs.map(({ run_id }) => run_id);
  const [newest] = ids;
  throw new UsageError("run-unknown", `\`${shown}\` has no run \`${id}\`.${didYouMean(id, ids)}`, {
    hint: newest === undefined ? "ragstep serve" : `ragstep view ${newest}`,
  });
}

async function eventsOf(store: RunStore, { run_id, status }: StoredRun): Promise<StoredEvent[]> {
  const signal = status === "running" ? AbortSignal.timeout(readStoredMs) : new AbortController().signal;
  const events: StoredEvent[] = [];
  for await (const event of store.events(run_id, 0, signal)) events.push(event);
  return events;
}

function notesOn({ status, graph_hash }: StoredRun, graphHash: string): string[] {
  return [
    ...(status === "running" ? ["The run was still going on when it was saved."] : []),
    ...(graph_hash === graphHash ? [] : ["The run walked another version of the diagram."]),
  ];
}

/**
 * The run with an id, or the only one whose id begins with it, from the database that a server keeps. Personal data is
 * masked there. Throws a `UsageError` that names the nearest when there is none.
 */
export async function storedRuns(
  id: string,
  database: { readonly path: string; readonly shown: string },
  graphHash: string,
): Promise<{ readonly runs: readonly SavedRun[]; readonly problems: readonly string[] }> {
  const { path, shown } = database;
  if (path === ":memory:" || !existsSync(path))
    throw new UsageError(
      "run-unknown",
      `There is no file \`${id}\`, and no run of that id: no server has stored any in \`${shown}\`.`,
      { hint: "ragstep view run.trace" },
    );
  const problems: string[] = [];
  const store = openSqliteRunStore({
    path,
    clock: createSystemClock(),
    ids: createSystemIds(),
    keep: Number.MAX_SAFE_INTEGER,
    keepDays: Number.MAX_SAFE_INTEGER,
    warn: (message) => problems.push(message),
  });
  try {
    const run = named(store, id, shown);
    const events = await eventsOf(store, run);
    return { runs: [{ run, events, notes: notesOn(run, graphHash) }], problems };
  } finally {
    await store.close();
  }
}
