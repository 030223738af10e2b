import { context, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Context, Span, SpanContext, Tracer } from "@opentelemetry/api";
import type { RunEvent } from "../runtime/events.ts";
import type { RunResult } from "../runtime/options.ts";
import type { StepScope } from "../runtime/step-scope.ts";
import { Arrivals } from "./arrivals.ts";
import { failSpan } from "./failed-span.ts";
import type { Guard } from "./guard.ts";
import type { StepFacts } from "./step-facts.ts";

/** What all traces of a server share. */
export interface TraceMeans {
  readonly tracer: Tracer;
  readonly facts: (node: string) => StepFacts;
  readonly guard: Guard;
}

/** A span that is open, and the context that makes it the parent of others. */
interface Open {
  readonly span: Span;
  readonly inside: Context;
  readonly fields: Readonly<Record<string, string>>;
}

function open(span: Span, around: Context): Open {
  const { traceId, spanId } = span.spanContext();
  return { span, inside: trace.setSpan(around, span), fields: { trace_id: traceId, span_id: spanId } };
}

type StepEnded = Extract<RunEvent, { type: "step-completed" | "step-failed" }>;

/**
 * The spans of one run. Steps are children of the run: a step ends before the next one begins, so that nesting them would
 * draw a staircase. What led to a step is linked.
 */
export class RunTrace implements StepScope {
  readonly scope: StepScope = this;
  private readonly means: TraceMeans;
  private readonly run: Open;
  /** False when the trace is not sampled: then there are ids to pass on, and no spans of steps. */
  private readonly recording: boolean;
  private readonly steps = new Map<string, Open>();
  private readonly arrivals = new Arrivals();
  private left: SpanContext | null = null;

  constructor(means: TraceMeans, span: Span, around: Context) {
    this.means = means;
    this.run = open(span, around);
    this.recording = span.isRecording();
  }

  within<T>(node: string, visit: number, attempt: () => T): T {
    return context.with((this.steps.get(`${node}#${visit}`) ?? this.run).inside, attempt);
  }

  fields(node: string, visit: number): Readonly<Record<string, string>> {
    return (this.steps.get(`${node}#${visit}`) ?? this.run).fields;
  }

  event(event: RunEvent): void {
    if (this.recording) this.means.guard(() => this.take(event), undefined);
  }

  /** The run is over, its answer had this status; null when there was none. */
  ended(
    { status, steps, error }: Pick<RunResult, "status" | "steps" | "error">,
    statusCode: number | null,
  ): void {
    this.means.guard(() => {
      const { span } = this.run;
      for (const step of this.steps.values()) {
        step.span.setAttribute("ragstep.step.status", "cancelled");
        step.span.end();
      }
      this.steps.clear();
      span.setAttributes({ "ragstep.run.status": status, "ragstep.run.steps": steps });
      if (statusCode !== null) span.setAttribute("http.response.status_code", statusCode);
      if (status === "failed") failSpan(span, error?.code ?? "run-failed");
      else if (statusCode !== null && statusCode >= 500) {
        span.setAttribute("error.type", String(statusCode));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    }, undefined);
  }

  private take(event: RunEvent): void {
    switch (event.type) {
      case "run-started":
        this.run.span.setAttributes({
          "ragstep.run.entry": event.entry,
          "ragstep.graph.hash": event.graph_hash,
        });
        return;
      case "step-started":
        this.begin(event.node, event.visit);
        return;
      case "step-retry":
        this.steps.get(`${event.node}#${event.visit}`)?.span.addEvent("ragstep.retry", {
          "ragstep.step.attempt": event.attempt,
          "error.type": event.error.code,
          "ragstep.retry.wait_ms": event.wait_ms,
        });
        return;
      case "step-completed":
      case "step-failed":
        this.end(event);
        return;
      case "edge-taken":
        if (this.left !== null) this.arrivals.add(event.target, this.left, event.label);
        return;
      case "response":
        this.run.span.addEvent("ragstep.response", { "ragstep.step.node": event.node });
        return;
      case "emitted":
      case "run-ended":
        return;
      default:
        event satisfies never;
    }
  }

  private begin(node: string, visit: number): void {
    const { name, attributes, joins } = this.means.facts(node);
    const around = this.run.inside;
    const links = this.arrivals.take(node, joins);
    const span = this.means.tracer.startSpan(
      name,
      { attributes: { ...attributes, "ragstep.step.visit": visit }, links },
      around,
    );
    this.steps.set(`${node}#${visit}`, open(span, around));
  }

  private end(event: StepEnded): void {
    const key = `${event.node}#${event.visit}`;
    const step = this.steps.get(key);
    if (step === undefined) return;
    this.steps.delete(key);
    const { span } = step;
    // The edges that it leaves by are told right after it.
    this.left = span.spanContext();
    span.setAttribute("ragstep.step.retries", event.attempt - 1);
    if (event.type === "step-failed") {
      span.setAttribute("ragstep.step.status", "failed");
      failSpan(span, event.error.code);
    } else {
      span.setAttribute("ragstep.step.status", event.skipped ? "skipped" : "completed");
      if (event.outcome !== null)
        span.setAttribute("ragstep.step.outcome", [event.outcome].flat().join(", "));
    }
    span.end();
  }
}
