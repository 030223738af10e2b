import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import type { Graph } from "../graph/graph.ts";
import { readRecording } from "../recording/read-recording.ts";
import { trailOfRecording } from "../report/trail-of-recording.ts";
import { readTrails } from "../runtime/read-trails.ts";
import type { TrailFile } from "../runtime/read-trails.ts";
import type { Trail } from "../runtime/trail.ts";
import { sourceFile } from "../text/source-file.ts";

/** How logs, traces and recordings are called in a folder. */
const endings = [".log", ".trace", ".jsonl", ".json"];

/** Every recording begins so; a folder may hold other JSON. */
const recordingStart = /^\{\s*"recording":/;

function isRecording({ text }: TrailFile): boolean {
  return recordingStart.test(text);
}

async function readFiles(cwd: string, shown: string): Promise<readonly TrailFile[]> {
  const path = resolve(cwd, shown);
  const entry = await stat(path).catch(() => null);
  if (entry === null) {
    throw new UsageError("log-missing", `There is no log, trace or recording \`${shown}\`.`, {
      hint: `ragstep verify --log ${shown}`,
    });
  }
  if (!entry.isDirectory()) return [{ name: shown, text: await readFile(path, "utf8") }];
  const names = (await readdir(path)).filter((name) => endings.some((ending) => name.endsWith(ending)));
  const files = await Promise.all(
    names.toSorted().map(async (name) => ({
      name: join(shown, name).replaceAll("\\", "/"),
      text: await readFile(join(path, name), "utf8"),
    })),
  );
  const known = files.filter(({ name, text }) => !name.endsWith(".json") || recordingStart.test(text));
  if (known.length > 0) return known;
  throw new UsageError(
    "log-missing",
    `The folder \`${shown}\` holds no recording, and no file whose name ends in \`.log\`, \`.trace\` or \`.jsonl\`.`,
    { hint: `ragstep verify --log ${join(shown, "verify.log")}` },
  );
}

/**
 * Reads the runs of logs, traces, recordings and folders of them. A run that is in a log and in a trace comes twice. What
 * cannot be read is in `problems`, a sentence each. Throws a `UsageError` for a name that is no file.
 */
export async function readRuns(
  cwd: string,
  named: readonly string[],
  graph: Graph | null,
): Promise<{
  readonly trails: readonly Trail[];
  readonly problems: readonly string[];
  /** Of the logs and traces. */
  readonly texts: readonly string[];
}> {
  const files = (await Promise.all(named.map((shown) => readFiles(cwd, shown)))).flat();
  const lines = files.filter((file) => !isRecording(file));
  const told = readTrails(lines);
  const recorded = files.filter(isRecording).map(({ name, text }) => ({
    name,
    ...readRecording(sourceFile(name, text)),
  }));
  return {
    trails: [
      ...told.trails,
      ...recorded.flatMap(({ name, value }) =>
        value === null ? [] : [trailOfRecording(value, basename(name, ".json"), graph)],
      ),
    ],
    problems: [
      ...told.problems.map(({ message }) => message),
      ...recorded.flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message)),
    ],
    texts: lines.map(({ text }) => text),
  };
}
