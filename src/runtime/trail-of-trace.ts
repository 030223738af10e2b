import { latestTold } from "./latest-told.ts";
import type { TraceRecord } from "./trace-record.ts";
import type { Trail, TrailEdge, TrailRetry, TrailVisit } from "./trail.ts";

/** What is gathered while the events go by. */
interface Gathered {
  head: { readonly entry: string; readonly graph_hash: string; readonly time: number } | null;
  ended: Trail["ended"];
  readonly told: (TrailVisit & { readonly edges: TrailEdge[]; readonly next: readonly string[] })[];
  readonly retries: Map<string, TrailRetry[]>;
  readonly begun: Map<string, number>;
}

function finished(
  gathered: Gathered,
  event: Extract<TraceRecord, { type: "step-completed" | "step-failed" }>,
): void {
  const place = `${event.node}#${event.visit}`;
  const began = gathered.begun.get(place) ?? null;
  gathered.begun.delete(place);
  const common = {
    step: event.step,
    node: event.node,
    visit: event.visit,
    edges: [],
    next: event.next,
    latency_ms: event.latency_ms,
    began,
    set: null,
    time: event.time,
    retries: gathered.retries.get(place) ?? [],
  };
  gathered.retries.delete(place);
  gathered.told.push(
    event.type === "step-failed"
      ? {
          ...common,
          stage: "failed",
          outcome: "error",
          attrs: {},
          wrote: [],
          error: { code: event.error.code, message: event.error.message },
        }
      : {
          ...common,
          stage: event.skipped ? "skipped" : "completed",
          outcome: event.outcome,
          attrs: event.attrs,
          wrote: event.wrote,
          error: null,
        },
  );
}

function gather(gathered: Gathered, event: TraceRecord): void {
  switch (event.type) {
    case "run-started":
      gathered.head ??= event;
      return;
    case "step-started":
      gathered.begun.set(`${event.node}#${event.visit}`, event.time);
      return;
    case "step-retry": {
      const place = `${event.node}#${event.visit}`;
      const { attempt, error, wait_ms } = event;
      gathered.retries.set(place, [...(gathered.retries.get(place) ?? []), { attempt, error, wait_ms }]);
      return;
    }
    case "step-completed":
    case "step-failed":
      finished(gathered, event);
      return;
    case "edge-taken":
      // The edges of a visit follow its completion at once.
      gathered.told
        .findLast(({ node }) => node === event.source)
        ?.edges.push({ target: event.target, label: event.label });
      return;
    case "run-ended":
      gathered.ended = {
        status: event.status,
        latency_ms: event.latency_ms,
        error: event.error ?? null,
      };
      return;
    case "emitted":
    case "response":
  }
}

/** A visit with its edges, also when the trace ends between a completion and the edges taken after it. */
function whole(visit: TrailVisit, next: readonly string[]): TrailVisit {
  const label = typeof visit.outcome === "string" ? visit.outcome : null;
  const edges = visit.edges.length === 0 ? next.map((target) => ({ target, label })) : visit.edges;
  // Before an `error` edge is taken, the engine writes which step failed.
  const wrote = visit.error !== null && edges.length > 0 ? ["step_error"] : visit.wrote;
  return { ...visit, edges, wrote };
}

function requestIdOf(told: readonly TrailVisit[]): string | null {
  const id = told.find(({ attrs }) => typeof attrs["request_id"] === "string")?.attrs["request_id"];
  return typeof id === "string" ? id : null;
}

/** A run from the events of its trace, all of one run and in their order; null when there are none. */
export function trailOfTrace(events: readonly TraceRecord[]): Trail | null {
  const [first] = events;
  if (first === undefined) return null;
  const gathered: Gathered = {
    head: null,
    ended: null,
    told: [],
    retries: new Map(),
    begun: new Map(),
  };
  for (const event of events) gather(gathered, event);
  const { head, told, ended, begun } = gathered;
  return {
    source: "trace",
    run_id: first.run_id,
    request_id: requestIdOf(told),
    entry: head?.entry ?? told[0]?.node ?? "",
    graph_hash: head?.graph_hash ?? null,
    input: null,
    started: head?.time ?? null,
    ...latestTold(told.map(({ next, ...visit }) => whole(visit, next))),
    begun: [...begun.keys()],
    ended,
  };
}
