import { context, createContextKey, propagation, trace } from "@opentelemetry/api";
import type { Tracing } from "../definition/tracing.ts";
import { UsageError } from "../diagnostics/errors.ts";
import type { Graph } from "../graph/graph.ts";
import { createAsyncContexts } from "./async-contexts.ts";
import { createGuard } from "./guard.ts";
import { openOtlp } from "./open-otlp.ts";
import { hasTracerProvider, isRegistered, registeredVersion } from "./registered-api.ts";
import { createRunTracer } from "./run-tracer.ts";
import type { RunTracer } from "./run-tracer.ts";
import { createServiceTracing } from "./service-tracing.ts";
import { w3cPropagator } from "./w3c-propagator.ts";

/** Traces of runs and of what they call. */
export interface Telemetry {
  /** For the services. */
  readonly tracing: Tracing;
  runTracer(graph: Graph): RunTracer;
  /** Sends what waits, for at most so many milliseconds. A user's SDK is its owner's to close. */
  close(limitMs: number): Promise<void>;
}

/** What the SDK left out and spans need to find their parents. */
function completeApi(): void {
  const probe = context.active().setValue(createContextKey("ragstep"), true);
  if (context.with(probe, () => context.active()) !== probe) {
    context.disable();
    context.setGlobalContextManager(createAsyncContexts());
  }
  if (propagation.fields().length === 0) {
    propagation.disable();
    propagation.setGlobalPropagator(w3cPropagator);
  }
}

/** Whether the work was done in time. */
async function inTime(limitMs: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), limitMs)));
  const done = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return done;
}

/**
 * Traces through the SDK of this process, or through one that sends to the collector at `otlp`. Throws a `UsageError` when
 * there are both, and for an address or a package that is none.
 */
export async function openTelemetry(options: {
  readonly otlp: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of this package. */
  readonly version: string;
  readonly warn: (message: string) => void;
}): Promise<Telemetry> {
  const { otlp, version, warn } = options;
  if (otlp !== undefined && hasTracerProvider()) {
    throw new UsageError(
      "otlp-twice",
      "`--otlp` brings an OpenTelemetry SDK of its own, and this process has one already.",
      { hint: "leave out `--otlp`, or do not load the other SDK" },
    );
  }
  const sent = otlp === undefined ? null : await openOtlp({ ...options, url: otlp });
  completeApi();
  const tracer = trace.getTracer("ragstep", version);
  if (sent === null && !isRegistered(trace.getTracerProvider())) {
    warn(
      `The SDK of this process was registered through @opentelemetry/api ${registeredVersion()}, which is too old: nothing is traced. Run \`npm i @opentelemetry/api\`.`,
    );
  }
  const guard = createGuard(warn);
  return {
    tracing: createServiceTracing(tracer, guard),
    runTracer: (graph) => createRunTracer(graph, tracer, guard),
    async close(limitMs) {
      if (sent === null || (await inTime(limitMs, sent.close()))) return;
      warn(`The last spans were not sent within ${limitMs} ms and are lost.`);
    },
  };
}
