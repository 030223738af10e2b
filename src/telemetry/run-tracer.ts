import { context, propagation, SpanKind, trace } from "@opentelemetry/api";
import type { Attributes, Context, Tracer } from "@opentelemetry/api";
import type { Graph } from "../graph/graph.ts";
import type { Guard } from "./guard.ts";
import { RunTrace } from "./run-trace.ts";
import type { TraceMeans } from "./run-trace.ts";
import { stepFacts } from "./step-facts.ts";

/** A run that is about to start. */
export interface TracedRun {
  readonly run_id: string;
  readonly request_id: string;
  /** Node id; null when the graph chooses it. */
  readonly entry: string | null;
  /** Such as `POST /api/v1/chat`; null for a run that no HTTP request starts. */
  readonly route: string | null;
  /** Of the HTTP request, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Begins the trace of a run; null when the SDK failed at it. */
export type RunTracer = (run: TracedRun) => RunTrace | null;

/** What the run is part of: what goes on already in this process, else what its request names. */
function around(headers: TracedRun["headers"]): Context {
  const active = context.active();
  return trace.getSpanContext(active) === undefined ? propagation.extract(active, headers) : active;
}

function begin(means: TraceMeans, { run_id, request_id, entry, route, headers }: TracedRun): RunTrace {
  const parent = around(headers);
  const [method = "", path = ""] = route?.split(" ", 2) ?? [];
  const attributes: Attributes = {
    "ragstep.run.id": run_id,
    "ragstep.request.id": request_id,
    ...(route === null ? {} : { "http.request.method": method, "http.route": path }),
  };
  // Where something in this process is around it, that has answered the request; else the run has.
  const caller = trace.getSpanContext(parent);
  const local = caller !== undefined && caller.isRemote !== true;
  const kind = route === null || local ? SpanKind.INTERNAL : SpanKind.SERVER;
  const span = means.tracer.startSpan(route ?? `run ${entry ?? ""}`.trimEnd(), { kind, attributes }, parent);
  return new RunTrace(means, span, parent);
}

/** Traces the runs of one graph. */
export function createRunTracer(graph: Graph, tracer: Tracer, guard: Guard): RunTracer {
  const means: TraceMeans = { tracer, guard, facts: stepFacts(graph) };
  return (run) => guard(() => begin(means, run), null);
}
