import { describe, expect, test } from "vitest";
import { coverageOf, coverageText, percentOf } from "../../src/report/coverage.ts";
import { coveragePicture } from "../../src/report/coverage-picture.ts";
import { tooLarge } from "../../src/report/graph-picture.ts";
import { readOfficially } from "../architecture/official-mermaid.ts";
import { programOf } from "../runtime/program-of.ts";
import { toldRun } from "../runtime/trails-of-run.ts";

const edges =
  "Start -> Ask, Ask -Yes-> Work, Ask -No-> Skip, Ask -Never-> End, Work -> End, Skip -> End, Work -error-> ErrorEnd";
const { graph } = programOf({ edges });

async function saying(say: string) {
  const answering = programOf({ edges, steps: { Ask: () => say } });
  return await toldRun(answering);
}

describe("coverage", () => {
  test("counts steps, edges and outcomes of all runs together, error edges too", async () => {
    const trails = [await saying("Yes"), await saying("Yes"), await saying("No")].map(({ log }) => log);
    const coverage = coverageOf(graph, trails);
    expect(coverageText(coverage)).toBe(
      [
        "no run comes to   ErrorEnd",
        "no run takes      Ask -->|Never| End",
        "no run takes      Work --> ErrorEnd",
        "5/7 edges, 5/6 nodes, 2/3 outcomes in 3 runs",
      ].join("\n"),
    );
    expect(coverage.hits.nodes).toMatchObject({ Start: 3, Work: 2, Skip: 1, ErrorEnd: 0 });
    expect(percentOf(coverage.outcomes)).toBeCloseTo(66.67, 1);
  });

  test("counts a run once that is in a log and in a trace", async () => {
    const { log, trace } = await saying("Yes");
    expect(coverageOf(graph, [log, trace])).toEqual(coverageOf(graph, [log]));
    expect(coverageOf(graph, [trace, log])).toEqual(coverageOf(graph, [trace]));
  });

  test("does not mind the order of the runs", async () => {
    const trails = [await saying("Yes"), await saying("No")].map(({ trace }) => trace);
    expect(coverageOf(graph, trails)).toEqual(coverageOf(graph, trails.toReversed()));
  });

  test("names what the runs came through and the diagram does not draw", async () => {
    const old = programOf({
      edges: "Start -> Ask, Ask -Perhaps-> Old, Old -> End",
      steps: { Ask: () => "Perhaps" },
    });
    const { log } = await toldRun(old);
    expect(coverageOf(graph, [log, (await saying("Yes")).log]).unknown).toEqual([
      "`Ask -->|Perhaps| Old` (1 time)",
      "`Old --> End` (1 time)",
      "`Old` (1 time)",
    ]);
  });
});

describe("the heat map", () => {
  test("has every step and edge, dashed and red where no run went, and Mermaid reads it", async () => {
    const coverage = coverageOf(graph, [(await saying("Yes")).log, (await saying("No")).log]);
    const picture = coveragePicture(graph, coverage);
    expect(picture).toBe(coveragePicture(graph, coverage));
    const read = await readOfficially(picture);
    expect(read.vertices.size).toBe(graph.nodes.length);
    expect(read.edges.map(({ start, end, text }) => [start, text, end])).toEqual([
      ["Start", "", "Ask"],
      ["Ask", "Yes<br/>1×", "Work"],
      ["Ask", "No<br/>1×", "Skip"],
      ["Ask", "Never<br/>0×", "End"],
      ["Work", "", "End"],
      ["Skip", "", "End"],
      ["Work", "", "ErrorEnd"],
    ]);
    expect(picture).toMatch(/linkStyle 3,6 stroke:#d32f2f,.*stroke-dasharray/);
    expect(picture).toContain('Start(["1 Start<br/>2×"])');
    expect(picture).toContain('title: "5/7 edges, 5/6 nodes, 2/3 outcomes in 2 runs"');
  });

  test("of a graph that GitHub does not draw is told to be too large", () => {
    const many = programOf({
      edges: Array.from({ length: 501 }, (_, at) => `N${at} -> N${at + 1}`).join(", "),
    }).graph;
    const empty = coverageOf(many, []);
    expect(tooLarge(many, coveragePicture(many, empty))).toContain("501 edges, and GitHub draws 500");
    expect(tooLarge(graph, coveragePicture(graph, coverageOf(graph, [])))).toBeNull();
  });
});
