import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { Graph } from "../graph/graph.ts";
import type { Trail } from "../runtime/trail.ts";
import { readRuns } from "./read-runs.ts";

/** The runs of a log, a trace, a recording or a folder of them, each once: a trace tells more than a log, so it wins. */
export interface TrailsOfFile {
  readonly trails: readonly Trail[];
  readonly problems: readonly string[];
  /** Of the logs and traces among them. */
  readonly texts: readonly string[];
  /** The run that was named behind a `#`. */
  readonly named: string | undefined;
  /** The file without it. */
  readonly file: string;
}

/** Splits `file#run`; a file whose own name holds a `#` is taken as it is. */
function splitRunName(cwd: string, shown: string): { file: string; named: string | undefined } {
  const at = shown.lastIndexOf("#");
  if (at === -1 || existsSync(resolve(cwd, shown))) return { file: shown, named: undefined };
  return { file: shown.slice(0, at), named: shown.slice(at + 1) };
}

/** Reads the runs of `file`, `folder` or `file#run`. Throws a `UsageError` when there is no such file or no run in it. */
export async function trailsOfFile(cwd: string, shown: string, graph: Graph | null): Promise<TrailsOfFile> {
  const { file, named } = splitRunName(cwd, shown);
  const { trails, problems, texts } = await readRuns(cwd, [file], graph);
  const traced = new Set(trails.filter(({ source }) => source === "trace").map(({ run_id }) => run_id));
  const each = trails.filter(({ source, run_id }) => source === "trace" || !traced.has(run_id));
  if (each.length > 0) return { trails: each, problems, texts, named, file };
  const [problem] = problems;
  throw new UsageError(
    "log-empty",
    `\`${file}\` holds no step of a run.${problem === undefined ? "" : ` ${problem}`}`,
    { hint: `ragstep run <request.json> --log ${file}` },
  );
}

/** The run with the id, or the only one whose id begins with it; the last one when none is named. Throws a `UsageError` that names the nearest. */
export function pickTrail({ trails, file }: TrailsOfFile, id: string | undefined): Trail {
  const last = trails.at(-1);
  if (id === undefined && last !== undefined) return last;
  const wanted = id ?? "";
  const exact = trails.find(({ run_id }) => run_id === wanted);
  if (exact !== undefined) return exact;
  const begin = trails.filter(({ run_id }) => wanted !== "" && run_id.startsWith(wanted));
  const [only] = begin;
  if (only !== undefined && begin.length === 1) return only;
  if (begin.length > 1) {
    throw new UsageError("run-ambiguous", `${begin.length} runs of \`${file}\` begin with \`${wanted}\`.`, {
      hint: `ragstep replay ${file} --list`,
    });
  }
  const near = didYouMean(
    wanted,
    trails.map(({ run_id }) => run_id),
  );
  throw new UsageError("run-unknown", `\`${file}\` has no run \`${wanted}\`.${near}`, {
    hint: `ragstep replay ${file} --list`,
  });
}
