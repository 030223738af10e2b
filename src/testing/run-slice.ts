import { Writable } from "node:stream";

import { pino } from "pino";

import type { StoreImplementation } from "../definition/environment.ts";
import type { Clock, Json } from "../definition/step.ts";
import type { Program } from "../graph/program.ts";
import type { ErrorInfo, RunEvent, RunStatus } from "../runtime/events.ts";
import { createFakeClock } from "../runtime/fake-clock.ts";
import { run } from "../runtime/run.ts";
import { sliceProgram } from "./slice-program.ts";
import { testTrace } from "./trace-file.ts";

/** The world a slice runs in. What is absent is not there: a step that reaches for it fails as it would in a run. */
export interface SliceOptions {
  /** The keys that the steps before would have written. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly stores?: Readonly<Record<string, Partial<StoreImplementation>>> | undefined;
  readonly services?: unknown;
  readonly flags?: Readonly<Record<string, boolean>> | undefined;
  /** A fake clock that moves on by itself when something waits, unless another one is given. */
  readonly clock?: Clock | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a run of a slice did, with everything a test may want to look at. */
export interface SliceResult {
  readonly status: RunStatus;
  /** Nodes of the slice in the order they completed. */
  readonly path: readonly string[];
  /** Nodes outside the slice that the run left to. */
  readonly exits: readonly string[];
  /** The state at the end; keys of the input included. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly events: readonly RunEvent[];
  /** The text of each log line, in order, of the slice's own steps. */
  readonly lines: readonly string[];
  readonly error: ErrorInfo | undefined;
}

/** Runs some nodes of a program through the real runner, in strict mode, from `entry` until the run leaves them. */
export async function runSlice(
  program: Program,
  nodes: Iterable<string>,
  entry: string,
  options: SliceOptions,
): Promise<SliceResult> {
  const inside = new Set(nodes);
  const events: RunEvent[] = [];
  const trace = testTrace(inside, process.env);
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split("\n")) {
        if (line === "") continue;
        const record: unknown = JSON.parse(line);
        if (typeof record !== "object" || record === null || !("msg" in record) || !("node" in record))
          continue;
        if (typeof record.node === "string" && inside.has(record.node)) lines.push(String(record.msg));
      }
      done();
    },
  });
  const stores = Object.fromEntries(
    Object.entries(options.stores ?? {}).map(([name, store]) => [
      name,
      { read: store.read ?? {}, write: store.write ?? {} },
    ]),
  );
  const result = await run(sliceProgram(program, inside), options.state, {
    entry,
    strict: true,
    stores,
    services: options.services ?? {},
    flags: options.flags ?? {},
    clock: options.clock ?? createFakeClock({ autoAdvance: true }),
    logger: pino({ level: "debug" }, destination),
    onEvent: (event) => {
      events.push(event);
      trace?.(event);
    },
    ...(options.signal ? { signal: options.signal } : {}),
  }).done;
  const completed = events.filter((event) => event.type === "step-completed");
  return {
    status: result.status,
    path: completed.map((event) => event.node).filter((node) => inside.has(node)),
    exits: completed.map((event) => event.node).filter((node) => !inside.has(node)),
    state: result.state,
    events,
    lines,
    error: result.error,
  };
}

/** What one step did. */
export interface StepRun extends Omit<SliceResult, "path" | "exits" | "lines"> {
  /** The keys that the step wrote. */
  readonly patch: Readonly<Record<string, unknown>>;
  readonly outcome: string | readonly string[] | null;
  readonly next: readonly string[];
  readonly attrs: Readonly<Record<string, Json>>;
  /** The text of its log line. */
  readonly line: string;
  /** What it sent to watchers, in order. */
  readonly emitted: readonly { readonly name: string; readonly data: unknown }[];
}

/** Reads a run of a one-node slice as a run of that node. */
export function asStepRun(node: string, slice: SliceResult): StepRun {
  const done = slice.events.findLast((event) => event.type === "step-completed" && event.node === node);
  const completed = done?.type === "step-completed" ? done : undefined;
  const wrote = completed?.wrote ?? [];
  return {
    status: slice.status,
    state: slice.state,
    events: slice.events,
    error: slice.error,
    patch: Object.fromEntries(wrote.map((name) => [name, slice.state[name]])),
    outcome: completed?.outcome ?? null,
    next: completed?.next ?? [],
    attrs: completed?.attrs ?? {},
    line: slice.lines.at(-1) ?? "",
    emitted: slice.events.flatMap((event) =>
      event.type === "emitted" ? [{ name: event.name, data: event.data }] : [],
    ),
  };
}
