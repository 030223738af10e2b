import { expect, test } from "vitest";
import { compareRuns, paintOfBoth } from "../../../page/src/model/compare-runs.ts";
import { modelOf } from "../../../page/src/model/run-model-builder.ts";
import { programOf } from "../../runtime/program-of.ts";
import { runProgram, runRequest } from "./recorded-run.ts";

/** Lets others go on so many times. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await Promise.resolve();
}

test("a run beside itself shows no difference", async () => {
  const { model } = await runRequest("golden-hit");
  const compared = compareRuns(model, model);
  expect([compared.apart, compared.keys]).toEqual([null, []]);
  expect(compared.steps.filter(({ differs, side }) => differs || side !== "both")).toEqual([]);
});

test("two runs are told apart: where first, which steps and edges, which outcomes, which keys", async () => {
  const left = await runRequest("streamed-answer");
  const right = await runRequest("json-answer");
  const compared = compareRuns(left.model, right.model);
  expect(compared.apart).toMatchObject({
    left: { node: "StreamCheck", outcome: ["Yes"] },
    right: { node: "StreamCheck", outcome: ["No"] },
  });
  const sides = new Map(compared.steps.map((step) => [step.node, step]));
  expect(sides.get("StreamSetup")).toMatchObject({ side: "left", visits: [1, 0] });
  expect(sides.get("StreamCheck")).toMatchObject({
    side: "both",
    differs: true,
    outcomes: [["Yes"], ["No"]],
  });
  expect(sides.get("Start")).toMatchObject({ side: "both", differs: false });
  const edge = left.graph.edges.findIndex(({ source, label }) => source === "StreamCheck" && label === "No");
  expect(compared.edges.get(edge)).toBe("right");
  expect(compared.keys.map(({ key }) => key)).toContain("http_request");
  const paint = paintOfBoth(compared, left.graph);
  expect(paint.nodes.get("StreamSetup")).toMatchObject({ state: "left" });
  expect(paint.nodes.get("StreamCheck")?.badge).toMatch(/^≠ .* \| /);
  expect(paint.nodes.get("Error400")).toMatchObject({ state: "absent" });
  expect(paint.edges.get(edge)).toMatchObject({ state: "right" });
});

test("branches that took turns otherwise are no difference; one run that goes on further is", async () => {
  const program = (slow: string) =>
    programOf({
      edges: "Start -> Fork, Fork -> A -> Join, Fork -> B -> Join, Join -> End",
      steps: {
        A: async () => await turns(slow === "A" ? 5 : 0),
        B: async () => await turns(slow === "B" ? 5 : 0),
      },
    });
  const [one, other] = [await runProgram(program("A")), await runProgram(program("B"))];
  const ends = [one, other].map(({ model }) =>
    model.visits.toSorted((a, b) => (a.last ?? 0) - (b.last ?? 0)),
  );
  expect(ends.map((visits) => visits.map(({ node }) => node).join(" "))).toEqual([
    "Start Fork B A Join End",
    "Start Fork A B Join End",
  ]);
  expect(compareRuns(one.model, other.model).apart).toBeNull();
  const end = one.events.findIndex((event) => event.type === "step-started" && event.node === "End");
  const cut = modelOf(one.run, one.events.slice(0, end), one.graph);
  expect(compareRuns(cut, one.model).apart).toMatchObject({ left: null, right: { node: "End" } });
  expect(compareRuns(one.model, cut).apart).toMatchObject({ left: { node: "End" }, right: null });
});
