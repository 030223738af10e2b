import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import type { Graph } from "../graph/graph.ts";
import { eventsOfTraces } from "../view/events-of-trace.ts";
import type { SavedRun } from "../view/saved-page.ts";
import { savedRunOf } from "../view/saved-run.ts";
import { pickTrail, trailsOfFile } from "./pick-trail.ts";
import { storedRuns } from "./stored-runs.ts";

/** Runs that are to be shown, and what a person should know about where they come from. */
export interface RunsToView {
  /** Newest first. */
  readonly runs: readonly SavedRun[];
  readonly problems: readonly string[];
}

/** Where runs are looked for. */
export interface WhereRunsAre {
  readonly cwd: string;
  readonly graph: Graph;
  /** The database of the server's runs, and how messages call it. */
  readonly database: { readonly path: string; readonly shown: string };
  /** How many runs of one file are taken, the newest ones. */
  readonly last: number;
}

function isFile(cwd: string, named: string): boolean {
  return [named, named.replace(/#[^#]*$/, "")].some((path) => path !== "" && existsSync(resolve(cwd, path)));
}

/** A run's id never has any of these; a path of a log or a trace does. */
function looksLikePath(named: string): boolean {
  return /[/\\#]|\.\w+$/.test(named);
}

async function runsOfFile(named: string, { cwd, graph, last }: WhereRunsAre): Promise<RunsToView> {
  const found = await trailsOfFile(cwd, named, graph);
  const trails = found.named === undefined ? found.trails : [pickTrail(found, found.named)];
  const events = eventsOfTraces(found.texts);
  // What stands last in a file is newest, where no times are told.
  const newest = trails.toReversed().toSorted((a, b) => (b.started ?? 0) - (a.started ?? 0));
  const left = newest.length - last;
  return {
    runs: newest.slice(0, last).map((trail) =>
      savedRunOf(trail, graph, {
        file: basename(found.file),
        events: trail.source === "trace" ? events.get(trail.run_id) : undefined,
      }),
    ),
    problems: [
      ...found.problems,
      ...(left > 0
        ? [
            `\`${found.file}\` holds ${trails.length} runs, and the newest ${last} are in the page. \`--last ${trails.length}\` takes all.`,
          ]
        : []),
    ],
  };
}

/**
 * The runs that words name: logs, traces, recordings, folders of them, one run of them behind a `#`, or ids of runs in
 * the server's database. Each run once. Throws a `UsageError` for a file or a run that is not there.
 */
export async function runsToView(words: readonly string[], where: WhereRunsAre): Promise<RunsToView> {
  const runs = new Map<string, SavedRun>();
  const problems: string[] = [];
  for (const word of words) {
    if (!isFile(where.cwd, word) && looksLikePath(word))
      throw new UsageError("log-missing", `There is no log, trace or recording \`${word}\`.`, {
        hint: "ragstep run <request.json> --trace run.trace",
      });
    const found = isFile(where.cwd, word)
      ? await runsOfFile(word, where)
      : await storedRuns(word, where.database, where.graph.hash);
    problems.push(...found.problems);
    for (const saved of found.runs) if (!runs.has(saved.run.run_id)) runs.set(saved.run.run_id, saved);
  }
  return {
    runs: [...runs.values()].toSorted((a, b) => b.run.started_at - a.run.started_at),
    problems,
  };
}
