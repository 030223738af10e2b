import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCountingIds } from "../../src/runtime/ids.ts";
import { readTrails } from "../../src/runtime/read-trails.ts";
import { trailLinks } from "../../src/runtime/trail-links.ts";
import { programOf } from "./program-of.ts";
import { nodePlans, programsOf } from "./random-program.ts";
import { toldRun } from "./trails-of-run.ts";

const readOne = (text: string) => readTrails([{ name: "run.log", text }]);

test("log and trace tell the same path as the run itself, and how its visits hang together", async () => {
  let [forked, failed] = [0, 0];
  await fc.assert(
    fc.asyncProperty(nodePlans(10), async (plans) => {
      const { program } = programsOf(plans);
      const { result, log, trace } = await toldRun(program, { entry: "Start" });
      for (const trail of [log, trace]) {
        const path = trail.visits.map(({ step, node, visit, outcome, edges, latency_ms }) => ({
          step,
          node,
          visit,
          outcome,
          next: edges.map(({ target }) => target),
          latency_ms,
        }));
        expect(path).toEqual(result.path);
        const { from, unexplained, open } = trailLinks(trail, program.graph);
        expect(unexplained).toEqual([]);
        if (result.status === "completed") expect(open).toEqual([]);
        // What is told of a whole run is enough to tell joins from other nodes.
        if (result.status === "completed")
          expect(trailLinks(trail, null)).toEqual(trailLinks(log, program.graph));
        if (from.some(({ length }) => length > 1)) forked++;
      }
      expect(trace.ended?.status).toBe(result.status);
      if (trace.ended?.error) failed++;
      expect(trace.visits.map(({ retries }) => retries)).toEqual(log.visits.map(({ retries }) => retries));
    }),
    { numRuns: 150 },
  );
  expect(forked).toBeGreaterThan(10);
  expect(failed).toBeGreaterThan(5);
});

describe("files that are not whole", () => {
  const program = programOf({ edges: "Start -> Work, Work -> End" });
  const ids = createCountingIds();

  test("a cut last line is left out and said to be cut", async () => {
    const { logText } = await toldRun(program, { ids });
    const { trails, problems } = readOne(logText.slice(0, -20));
    expect(problems).toEqual([
      expect.objectContaining({
        kind: "cut",
        line: 3,
        message: "`run.log` ends in the middle of line 3, which is left out.",
      }),
    ]);
    expect(trails[0]?.visits.map(({ node }) => node)).toEqual(["Start", "Work"]);
    expect(trailLinks(trails[0] ?? { visits: [] }, null).open).toEqual([{ from: 1, target: "End" }]);
  });

  test("cut at any place, nothing is told that the whole file does not tell", async () => {
    const { logText, traceText, log, trace } = await toldRun(program, { ids });
    for (const [text, whole] of [
      [logText, log],
      [traceText, trace],
    ] as const) {
      for (let length = 0; length < text.length; length++) {
        const { trails, problems } = readOne(text.slice(0, length));
        expect(problems.length).toBeLessThanOrEqual(1);
        const visits = trails[0]?.visits ?? [];
        expect(visits).toEqual(whole.visits.slice(0, visits.length));
      }
    }
  });

  test("runs that write to one file at the same time are told apart", async () => {
    const [one, two] = [await toldRun(program, { ids }), await toldRun(program, { ids })];
    const lines = one.logText.split("\n").flatMap((line, at) => [line, two.logText.split("\n")[at] ?? ""]);
    expect(readOne(lines.join("\n")).trails).toEqual([one.log, two.log]);
  });

  test("a program's own lines are passed over, broken ones are named", async () => {
    const { logText } = await toldRun(program, { ids });
    const text = `{"level":30,"msg":"listening"}\nnot JSON\n{"run_id":"x","node":"Start"}\n${logText}`;
    const { trails, problems } = readOne(text);
    expect(problems.map(({ kind, line }) => [kind, line])).toEqual([
      ["not-json", 2],
      ["not-a-record", 3],
    ]);
    expect(trails[0]?.visits).toHaveLength(3);
  });

  test("a log given twice counts once, and a visit told differently is kept beside", async () => {
    const { logText, log } = await toldRun(program, { ids });
    expect(readOne(logText + logText).trails).toEqual([log]);
    const changed = logText.replace('"target":"Work"', '"target":"End"');
    const [trail] = readOne(changed + logText).trails;
    expect(trail?.visits).toEqual(log.visits);
    expect(trail?.retold.map(({ node, edges }) => [node, edges[0]?.target])).toEqual([["Start", "End"]]);
  });

  test("lines that begin in the middle leave a visit that nothing leads to", async () => {
    const split = programOf({ edges: "Start -> A, Start -> B, A -> End, B -> EndB" });
    const { logText } = await toldRun(split, { ids });
    const { trails } = readOne(logText.split("\n").slice(1).join("\n"));
    const [trail = { visits: [] }] = trails;
    expect(trailLinks(trail, null).unexplained.map((at) => trail.visits[at]?.node)).toEqual(["B"]);
  });

  test("a trace that ends while steps run names them", async () => {
    const { traceText } = await toldRun(program, { ids });
    const lines = traceText.split("\n");
    const begun = lines.findIndex((line) => line.includes('"step-started","node":"Work"'));
    const [trail] = readOne(`${lines.slice(0, begun + 1).join("\n")}\n`).trails;
    expect(trail?.begun).toEqual(["Work#1"]);
    expect(trail?.ended).toBeNull();
  });
});
