import { expect, test } from "vitest";
import type { RunEvent } from "../../src/runtime/events.ts";
import { LiveRuns } from "../../src/server/live-runs.ts";
import { createMetrics } from "../../src/server/metrics.ts";

const of = { run_id: "run_1", time: 0, seq: 0, node: "Work", step: 3, visit: 1, attempt: 1, attrs: {} };
const error = { code: "step-failed", message: "no disk", node: "Work" };
const events: readonly RunEvent[] = [
  { ...of, type: "step-retry", error, wait_ms: 5 },
  { ...of, type: "step-retry", error, wait_ms: 5 },
  { ...of, type: "step-failed", error, next: [], latency_ms: 40 },
  {
    ...of,
    type: "step-completed",
    outcome: ["Left", "Right"],
    next: [],
    wrote: [],
    skipped: false,
    latency_ms: 2,
  },
];

test("attempts, failures, several outcomes and times are counted by step, lines that were dropped as well", async () => {
  const metrics = createMetrics({ live: new LiveRuns(), linesDropped: () => 2 });
  const run = { run_id: "run_1", request_id: "req_1", entry: "Start", route: "POST /", headers: {} };
  const watch = metrics.observe(run);
  for (const event of events) watch?.event?.(event);
  const text = await metrics.text();
  const labels = 'step="3",node="Work"';
  for (const line of [
    `ragstep_step_retries_total{${labels}} 2`,
    `ragstep_step_failures_total{${labels},code="step-failed"} 1`,
    `ragstep_step_outcomes_total{${labels},outcome="Left"} 1`,
    `ragstep_step_outcomes_total{${labels},outcome="Right"} 1`,
    `ragstep_step_duration_seconds_count{${labels}} 2`,
    `ragstep_step_duration_seconds_bucket{le="0.005",${labels}} 1`,
    "ragstep_log_lines_dropped_total 2",
  ])
    expect(text.split("\n")).toContain(line);
});
