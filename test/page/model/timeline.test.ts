import { expect, test } from "vitest";
import { barsBetween, scaleOf } from "../../../page/src/model/time-scale.ts";
import { RunModelBuilder } from "../../../page/src/model/run-model-builder.ts";
import { rowsOf } from "../../../page/src/model/timeline-rows.ts";
import { windowOf } from "../../../page/src/model/window-of.ts";
import { programOf } from "../../runtime/program-of.ts";
import { runProgram, runRequest } from "./recorded-run.ts";

/** A run of a few thousand visits, in which one step fails now and then. */
async function longRun() {
  return await runProgram(
    programOf({
      edges: "Start -> Again, Again -yes-> Work -> Again, Work -error-> Again, Again -no-> End",
      steps: {
        Again: ({ run: { visit } }) => (visit <= 1500 ? "yes" : "no"),
        Work({ run: { visit } }) {
          if (visit % 500 === 0) throw new Error("no luck");
        },
      },
      policy: { Again: { max_visits: 2000 }, Work: { max_visits: 2000 } },
    }),
  );
}

test("on a time scale a bar is as long as its visit took, on one of steps each is as wide as any other", async () => {
  const { model } = await runRequest("json-answer");
  const time = scaleOf(model, "time");
  for (const visit of model.visits) expect(time.of(visit)).toEqual([visit.start, visit.end]);
  expect(time.length).toBeGreaterThanOrEqual(Math.max(...model.visits.map(({ end }) => end ?? 0)));
  const steps = scaleOf(model, "steps");
  expect(steps.length).toBe(model.visits.length);
  expect(model.visits.slice(3, 4).map((visit) => steps.of(visit))).toEqual([[3, 4]]);
});

test("a chart of thousands of visits draws no more bars than it has pixels, and every failure", async () => {
  const { model } = await longRun();
  const [row] = rowsOf(model);
  expect(row?.visits.length).toBeGreaterThan(3000);
  const scale = scaleOf(model, "time");
  const bars = barsBetween(row?.visits ?? [], scale, { pixels: 600 / scale.length, from: 0, to: 600 });
  expect(bars.length).toBeLessThan(1000);
  expect(bars.filter(({ visit }) => visit.status === "failed")).toHaveLength(3);
  const part = barsBetween(row?.visits ?? [], scale, { pixels: 6000 / scale.length, from: 3000, to: 3100 });
  expect(part.every(({ x, width }) => x <= 3100 && x + width >= 3000)).toBe(true);
});

test("an event costs the same at the end of a long run as at its beginning", async () => {
  const { run, events, graph } = await longRun();
  const half = Math.floor(events.length / 2);
  const times = Array.from({ length: 5 }, () => {
    const builder = new RunModelBuilder(run, graph);
    const began = performance.now();
    for (const event of events.slice(0, half)) builder.add(event);
    const middle = performance.now();
    for (const event of events.slice(half)) builder.add(event);
    return [middle - began, performance.now() - middle] as const;
  });
  const [first, second] = [Math.min(...times.map(([a]) => a)), Math.min(...times.map(([, b]) => b))];
  // Generous: what grew with the run would take three times as long in the second half, and more.
  expect(second).toBeLessThan(3 * first + 20);
});

test("a long list is shown around a place", () => {
  const items = Array.from({ length: 100 }, (_, i) => i);
  expect(windowOf(items, 50, 10)).toEqual({ first: 45, shown: items.slice(45, 55) });
  expect(windowOf(items, 0, 10).shown).toEqual(items.slice(0, 10));
  expect(windowOf(items, 99, 10).shown).toEqual(items.slice(90));
  expect(windowOf(items, 2, 200)).toEqual({ first: 0, shown: items });
});
