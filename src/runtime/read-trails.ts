import { asLogRecord, type LogRecord } from "./log-record.ts";
import { asTraceRecord, type TraceRecord } from "./trace-record.ts";
import { trailOfLog } from "./trail-of-log.ts";
import { trailOfTrace } from "./trail-of-trace.ts";
import type { Trail } from "./trail.ts";

/** The text of a log or a trace. */
export interface TrailFile {
  /** As messages name it. */
  readonly name: string;
  readonly text: string;
}

/** A line that tells nothing of a run, though it should. */
export interface TrailProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** `cut`: the file ends in the middle of it. */
  readonly kind: "cut" | "not-json" | "not-a-record";
  readonly message: string;
}

interface Gathered {
  readonly logs: Map<string, LogRecord[]>;
  readonly traces: Map<string, TraceRecord[]>;
  readonly problems: TrailProblem[];
}

function add<T>(to: Map<string, T[]>, id: string, record: T): void {
  const known = to.get(id);
  if (known === undefined) to.set(id, [record]);
  else known.push(record);
}

/** Whether a line means to be of a run: any other, such as a program's own lines in the same log, is nobody's business here. */
function isOfRun(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && "run_id" in value && ("node" in value || "seq" in value)
  );
}

function readLine(gathered: Gathered, text: string, place: { file: string; line: number; last: boolean }) {
  const { file, line, last } = place;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    gathered.problems.push(
      last
        ? {
            file,
            line,
            kind: "cut",
            message: `\`${file}\` ends in the middle of line ${line}, which is left out.`,
          }
        : {
            file,
            line,
            kind: "not-json",
            message: `Line ${line} of \`${file}\` is no JSON and is left out.`,
          },
    );
    return;
  }
  const event = asTraceRecord(value);
  if (event !== undefined) {
    add(gathered.traces, event.run_id, event);
    return;
  }
  const record = asLogRecord(value);
  if (record !== undefined) add(gathered.logs, record.run_id, record);
  else if (isOfRun(value)) {
    gathered.problems.push({
      file,
      line,
      kind: "not-a-record",
      message: `Line ${line} of \`${file}\` is neither a step's line of a log nor an event of a trace, and is left out.`,
    });
  }
}

/**
 * Rebuilds runs from any number of logs (`--log`) and traces (`--trace`), in the order of their first lines; a run that
 * is in a log and in a trace comes twice, once from each. Never throws: lines that cannot be read are in `problems`.
 */
export function readTrails(files: readonly TrailFile[]): {
  readonly trails: readonly Trail[];
  readonly problems: readonly TrailProblem[];
} {
  const gathered: Gathered = { logs: new Map(), traces: new Map(), problems: [] };
  for (const { name, text } of files) {
    const lines = text.split("\n");
    for (const [at, line] of lines.entries()) {
      // Every line is written with its break, so only a cut one is left behind the last break.
      if (line.trim() !== "")
        readLine(gathered, line, { file: name, line: at + 1, last: at === lines.length - 1 });
    }
  }
  const ids = new Set([...gathered.logs.keys(), ...gathered.traces.keys()]);
  const trails = [...ids].flatMap((id) => [
    trailOfTrace(gathered.traces.get(id) ?? []),
    trailOfLog(gathered.logs.get(id) ?? []),
  ]);
  return { trails: trails.filter((trail) => trail !== null), problems: gathered.problems };
}
