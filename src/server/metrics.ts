import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { LiveRuns } from "./live-runs.ts";
import type { RunObserver } from "./run-observer.ts";

/** What a server counts, for Prometheus. */
export interface Metrics {
  readonly observe: RunObserver;
  readonly contentType: string;
  /** All series as text. */
  text(): Promise<string>;
  /** Counts an HTTP request that was answered. */
  answered(method: string, route: string, status: number): void;
}

const runSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const stepSeconds = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30];

/** Makes the series of one server, at zero. */
export function createMetrics(parts: {
  readonly live: LiveRuns;
  readonly linesDropped: () => number;
}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name: `ragstep_${name}`, help, labelNames: [...labelNames], registers });
  const requests = counter("http_requests_total", "HTTP requests answered", ["method", "route", "status"]);
  const runs = counter("runs_total", "Runs that have ended", ["entry", "status"]);
  const outcomes = counter("step_outcomes_total", "Visits of steps that have ended, by outcome", [
    "step",
    "node",
    "outcome",
  ]);
  const failures = counter("step_failures_total", "Visits of steps that failed for good", [
    "step",
    "node",
    "code",
  ]);
  const retries = counter("step_retries_total", "Attempts of steps that were tried again", ["step", "node"]);
  const runTime = new Histogram({
    name: "ragstep_run_duration_seconds",
    help: "Time of a run to the end of its last branch",
    labelNames: ["entry", "status"],
    buckets: runSeconds,
    registers,
  });
  const stepTime = new Histogram({
    name: "ragstep_step_duration_seconds",
    help: "Time of a visit of a step, all its attempts",
    labelNames: ["step", "node"],
    buckets: stepSeconds,
    registers,
  });
  const read = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `ragstep_${name}`,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  read("runs_live", "Runs under way", () => parts.live.size);
  read("open_streams", "Event streams that are open", () => parts.live.openStreams);
  registry.registerMetric(
    new Counter({
      name: "ragstep_log_lines_dropped_total",
      help: "Lines of the log that could not be written",
      registers: [],
      collect() {
        this.reset();
        this.inc(parts.linesDropped());
      },
    }),
  );

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered(method, route, status) {
      requests.inc({ method, route, status: String(status) });
    },
    observe: ({ entry }) => ({
      event(event) {
        if (event.type !== "step-completed" && event.type !== "step-failed" && event.type !== "step-retry")
          return;
        const labels = { step: String(event.step ?? ""), node: event.node };
        if (event.type === "step-retry") {
          retries.inc(labels);
          return;
        }
        stepTime.observe(labels, event.latency_ms / 1000);
        if (event.type === "step-failed") failures.inc({ ...labels, code: event.error.code });
        else for (const outcome of [event.outcome ?? ""].flat()) outcomes.inc({ ...labels, outcome });
      },
      ended({ status, latency_ms }) {
        runs.inc({ entry, status });
        runTime.observe({ entry, status }, latency_ms / 1000);
      },
    }),
  };
}
