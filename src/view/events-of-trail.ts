import { z } from "zod";
import type { Json } from "../definition/step.ts";
import type { Replay, ReplayedVisit } from "../report/replay.ts";
import type { ErrorInfo } from "../runtime/events.ts";
import type { TrailError } from "../runtime/trail.ts";
import type { MaskedValue, NewEvent, StoredEvent } from "../server/runs/run-store.ts";

/** An event before it is numbered. `seq` is the number of the event among those of the run, less one. */
type Body = NewEvent extends infer E
  ? E extends unknown
    ? Omit<E, "run_id" | "time" | "seq">
    : never
  : never;

interface Timed {
  /** Milliseconds since the run's start. */
  readonly at: number;
  readonly body: Body;
}

const json: z.ZodType<Json> = z.json();
/** Read from JSON, so that it is JSON. */
const attributes = z.record(z.string(), json);

function errorInfo({ code, message }: TrailError, node: string): ErrorInfo {
  return { code, message: message ?? "", node };
}

function values(set: Readonly<Record<string, unknown>>): Readonly<Record<string, MaskedValue>> {
  return Object.fromEntries(
    Object.entries(set).map(([key, value]) => [key, { kind: "value", value: json.parse(value) } as const]),
  );
}

/** When a visit began and ended. Where no time is told, visits follow each other, a millisecond each. */
function timesOf(visit: ReplayedVisit, place: number, started: number | null) {
  if (started === null || visit.time === null) return { began: place, ended: place + 1 };
  const ended = visit.time - started;
  return { began: Math.min(visit.began_ms ?? ended, ended), ended };
}

function retries(visit: ReplayedVisit, began: number, ended: number): readonly Timed[] {
  const { node, step, visit: number } = visit;
  let waited = 0;
  return visit.retries.map(({ attempt, error, wait_ms }) => {
    // A log is not asked when a retry came; not before what was waited for until then.
    const at = Math.min(ended, began + waited);
    waited += wait_ms ?? 0;
    const body = { type: "step-retry", node, step, visit: number, attempt, wait_ms: wait_ms ?? 0 } as const;
    return { at, body: { ...body, error: errorInfo(error, node) } };
  });
}

function ending(visit: ReplayedVisit): readonly Body[] {
  const { node, step, visit: number, error, edges, outcome, stage, wrote, latency_ms, set } = visit;
  const attrs = attributes.parse(visit.attrs);
  const of = { node, step, visit: number, attempt: visit.retries.length + 1, attrs };
  const next = edges.map(({ target }) => target);
  const done: Body =
    error === null
      ? {
          type: "step-completed",
          ...of,
          outcome,
          next,
          wrote: wrote ?? [],
          skipped: stage === "skipped",
          latency_ms: latency_ms ?? 0,
        }
      : { type: "step-failed", ...of, error: errorInfo(error, node), next, latency_ms: latency_ms ?? 0 };
  return [
    ...(set === null ? [] : [{ type: "state", node, visit: number, patch: values(set) } as const]),
    done,
    ...edges.map(({ target, label }) => ({ type: "edge-taken", source: node, target, label }) as const),
  ];
}

/** Every event that can be told of the visits, in the order in which they happened. */
function timed(replay: Replay): readonly Timed[] {
  // In the order of completion: where two things have one time, what led to the other goes first.
  const all = replay.visits.flatMap((visit, place): Timed[] => {
    const { node, step, visit: number } = visit;
    const { began, ended } = timesOf(visit, place, replay.started);
    return [
      { at: began, body: { type: "step-started", node, step, visit: number } },
      ...retries(visit, began, ended),
      ...ending(visit).map((body) => ({ at: ended, body })),
    ];
  });
  return all.toSorted((a, b) => a.at - b.at);
}

/** A rebuilt run as the events that a server would have stored, as far as its record tells them. */
export function eventsOfReplay(
  replay: Replay,
  more: { readonly graph_hash: string; readonly input: Readonly<Record<string, unknown>> | null },
): readonly StoredEvent[] {
  const { run_id, entry, started, status, error, visits } = replay;
  const happened = timed(replay);
  const length = happened.at(-1)?.at ?? 0;
  const begin: Body = { type: "run-started", entry, graph_hash: more.graph_hash };
  const input: readonly Body[] =
    more.input === null ? [] : [{ type: "state", node: entry, visit: 0, patch: values(more.input) }];
  const end: readonly Body[] =
    status === "unfinished"
      ? []
      : [
          {
            type: "run-ended",
            status,
            steps: visits.length,
            latency_ms: replay.latency_ms ?? length,
            ...(error === null ? {} : { error: { code: error.code, message: error.message ?? "" } }),
          },
        ];
  const told: readonly Timed[] = [
    ...[begin, ...input].map((body) => ({ at: 0, body })),
    ...happened,
    ...end.map((body) => ({ at: length, body })),
  ];
  return told.map(({ at, body }, seq) => ({ ...body, n: seq + 1, seq, run_id, time: (started ?? 0) + at }));
}
