import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRecording } from "../../src/recording/read-recording.ts";
import { trailOfRecording } from "../../src/report/trail-of-recording.ts";
import { createCountingIds } from "../../src/runtime/ids.ts";
import { readTrails } from "../../src/runtime/read-trails.ts";
import { eventSchema } from "../../src/server/api-schemas.ts";
import type { StoredEvent } from "../../src/server/runs/run-store.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { eventsOfTraces } from "../../src/view/events-of-trace.ts";
import { savedRunSchema } from "../../src/view/saved-page.ts";
import { savedRunOf } from "../../src/view/saved-run.ts";
import { programOf } from "../runtime/program-of.ts";
import { nodePlans, programsOf } from "../runtime/random-program.ts";
import { toldRun } from "../runtime/trails-of-run.ts";

/** What a run's way was, without what a log cannot tell: times within a step, and what steps emit. */
function wayOf(events: readonly StoredEvent[]): readonly object[] {
  return events.flatMap((event): readonly object[] => {
    if (event.type === "edge-taken") {
      const { source, target, label } = event;
      return [{ source, target, label }];
    }
    if (event.type === "step-failed") {
      const { node, visit, attempt, error, next } = event;
      return [{ node, visit, attempt, code: error.code, next }];
    }
    if (event.type !== "step-completed") return [];
    const { node, step, visit, attempt, outcome, next, skipped, latency_ms } = event;
    return [{ node, step, visit, attempt, outcome, next, skipped, latency_ms }];
  });
}

test("a log gives the events of its run as far as it tells them, each after what led to it", async () => {
  await fc.assert(
    fc.asyncProperty(nodePlans(10), async (plans) => {
      const { program } = programsOf(plans);
      const { log, traceText } = await toldRun(program, { entry: "Start" });
      const { events } = savedRunOf(log, program.graph, { file: "run.log" });
      const [happened = []] = eventsOfTraces([traceText]).values();
      expect(wayOf(events)).toEqual(wayOf(happened));
      expect(events.map(({ n }) => n)).toEqual(events.map((_, place) => place + 1));
      const begun = new Set<string>();
      let last = 0;
      for (const event of events) {
        expect(eventSchema.parse(event)).toEqual(event);
        expect(event.time).toBeGreaterThanOrEqual(last);
        last = event.time;
        if (event.type === "step-started") begun.add(`${event.node}#${event.visit}`);
        if (event.type === "step-completed" || event.type === "step-failed" || event.type === "step-retry")
          expect(begun).toContain(`${event.node}#${event.visit}`);
      }
    }),
    { numRuns: 100 },
  );
});

describe("a run of a project", () => {
  const program = programOf({
    edges: "Start -> Work -> End, Work -error-> Error500",
    steps: {
      Work: {
        run: () => {
          throw new Error("no answer");
        },
      },
    },
    policy: { Work: { retry: { attempts: 3, backoff_ms: 50, factor: 1, jitter: 0 } } },
  });

  test("keeps its retries, its failed step and what it came to", async () => {
    const { log } = await toldRun(program, { ids: createCountingIds() });
    const { run, events } = savedRunOf(log, program.graph, { file: "run.log" });
    expect(run).toMatchObject({
      entry: "Start",
      route: "run.log",
      status: "completed",
      retries: 2,
      steps: 3,
    });
    const retries = events.flatMap((event) => (event.type === "step-retry" ? [event] : []));
    expect(retries.map(({ attempt, wait_ms, error }) => [attempt, wait_ms, error.message])).toEqual([
      [1, 50, "no answer"],
      [2, 50, "no answer"],
    ]);
    expect(retries[1]?.time).toBeGreaterThanOrEqual((retries[0]?.time ?? 0) + 50);
    expect(events.find(({ type }) => type === "step-failed")).toMatchObject({ attempt: 3, node: "Work" });
  });

  test("says what its record does not tell, and is what a page reads", async () => {
    const { log, trace } = await toldRun(program, { ids: createCountingIds() });
    for (const trail of [log, trace]) {
      const saved = savedRunOf(trail, program.graph, { file: `run.${trail.source}` });
      expect(saved.notes[0]).toMatch(new RegExp(`^This run comes from a ${trail.source}, `));
      expect(savedRunSchema.parse(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
      expect(saved.events.some(({ type }) => type === "state" || type === "frame")).toBe(false);
    }
  });

  test("whose record ends before it does is interrupted, and its events say no end", async () => {
    const { logText } = await toldRun(program, { ids: createCountingIds() });
    const cut = logText.slice(0, logText.indexOf("\n") + 1);
    const [trail] = readTrails([{ name: "run.log", text: cut }]).trails;
    if (trail === undefined) throw new Error("no run");
    const { run, events, notes } = savedRunOf(trail, program.graph, { file: "run.log" });
    expect(run.status).toBe("interrupted");
    expect(events.at(-1)?.type).toBe("edge-taken");
    expect(notes.join(" ")).toContain("ends while the run is at `Work`");
  });

  test("that walked another diagram says so", async () => {
    const { log } = await toldRun(program, { ids: createCountingIds() });
    const other = programOf({ edges: "Start -> Other -> End" });
    expect(savedRunOf(log, other.graph, { file: "run.log" }).notes.join(" ")).toContain(
      "walked another version of the diagram",
    );
  });
});

test("a recording gives what it keeps of the state, and one millisecond a step, which it says", () => {
  const path = join(fileURLToPath(new URL("../..", import.meta.url)), "test/fixtures/runs/json-answer.json");
  const recording = readRecording(sourceFile(path, readFileSync(path, "utf8"))).value;
  if (recording === null) throw new Error("no recording");
  const { graph } = programOf({ edges: "Start -> End" });
  const { run, events, notes } = savedRunOf(
    trailOfRecording(recording, basename(path, ".json"), graph),
    graph,
    { file: "json-answer.json" },
  );
  expect(run).toMatchObject({ run_id: "json-answer", status: "completed", latency_ms: null, started_at: 0 });
  expect(notes[0]).toContain("has no times");
  expect(events[1]).toMatchObject({ type: "state", visit: 0 });
  const written = events.filter((event) => event.type === "state" && event.visit > 0);
  expect(written.length).toBeGreaterThan(20);
  expect(JSON.stringify(events)).toContain("(personal)");
  expect(events.at(-1)?.time).toBe(run.steps);
});

test("lines of a trace that are no events are left out, and each run is numbered by itself", () => {
  const line = (run_id: string, seq: number) =>
    JSON.stringify({ type: "response", run_id, seq, time: 1, node: "End" });
  const text = [
    line("a", 0),
    "no json",
    '{"seq":1}',
    line("b", 0),
    line("a", 1),
    '{"run_id":"a","seq":9}',
    "",
  ];
  const events = eventsOfTraces([text.join("\n")]);
  expect([...events].map(([id, own]) => [id, own.map(({ n }) => n)])).toEqual([
    ["a", [1, 2]],
    ["b", [1]],
  ]);
});
