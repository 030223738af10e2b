import { describe, expect, test } from "vitest";
import { foldedDrawing } from "../../../page/src/diagram/folded-drawing.ts";
import { parseFlowchart, sourceFile } from "../../../src/mermaid/index.ts";
import { repositoryGraph, smallGraph, twoLanes } from "./graph-views.ts";

function parsed(text: string) {
  const { value, diagnostics } = parseFlowchart(sourceFile("folded.mmd", text));
  expect(diagnostics).toEqual([]);
  if (value === null) throw new Error("not a flowchart");
  return value;
}

describe("a diagram with folded lanes", () => {
  test("is the file's own text when no lane is folded", () => {
    const drawing = foldedDrawing(twoLanes, new Set(["of another graph"]));
    expect(drawing.text).toBe(twoLanes.diagram);
    expect(drawing.edges[1]).toEqual({ source: "Choose", target: "Work", places: [1] });
    expect([...drawing.nodes.keys()]).toEqual(twoLanes.nodes.map(({ id }) => id));
  });

  test("shows a folded lane as one node that keeps the arrows over its border", () => {
    const drawing = foldedDrawing(twoLanes, new Set(["b"]));
    expect(drawing.text).toBe(`flowchart LR
  classDef error fill:#fee
subgraph a ["Lane #quot;a#quot;"]
Ask(["Do Ask"])
Choose{"Do Choose"}
Refuse["Do Refuse"]:::error
end
Ask --> Choose
Choose -->|"Yes"| b
Choose -->|"Later"| b
Choose -->|"No"| Refuse
Refuse --> End
b[["<b>Lane #quot;b#quot;</b><br/>2 steps"]]
b --> End
Db -.-> b
b -.-> Db
End(["Do End"])
Db[("Data")]
`);
    expect(drawing.nodes.get("b")).toEqual(["Work", "Check"]);
    expect(drawing.lanes).toEqual(["a"]);
    expect(drawing.edges.find(({ source }) => source === "b")).toEqual({
      source: "b",
      target: "End",
      places: [5, 6],
    });
  });

  test("accounts for every edge but those within a folded lane, and keeps an arrow from a step to itself", () => {
    const places = (...lanes: string[]) =>
      foldedDrawing(twoLanes, new Set(lanes)).edges.flatMap((edge) => edge.places);
    expect(places("a").toSorted((a, b) => a - b)).toEqual([1, 2, 4, 5, 6, 7, 8]);
    expect(places("b").toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 5, 6, 8]);
    expect(places("a", "b").toSorted((a, b) => a - b)).toEqual([1, 2, 5, 6, 8]);
  });

  test("keeps front matter, direction and classes of the file", () => {
    const diagram =
      "---\nconfig:\n  layout: dagre\n---\n%% flowchart TB\nflowchart RL\n  classDef store fill:#eef\n  a --> b\n";
    const { text } = foldedDrawing({ ...twoLanes, diagram }, new Set(["a"]));
    expect(
      text.startsWith("---\nconfig:\n  layout: dagre\n---\nflowchart RL\n  classDef store fill:#eef\n"),
    ).toBe(true);
    expect(text).toContain('Db[("Data")]:::store');
  });

  test("of this repository is a flowchart with the arrows that it says it has, whichever lanes are folded", async () => {
    const graph = await repositoryGraph();
    const choices = [["request"], ["privacy", "llm", "tools"], graph.lanes.map(({ id }) => id)];
    for (const lanes of choices) {
      const drawing = foldedDrawing(graph, new Set(lanes));
      const chart = parsed(drawing.text);
      const solid = chart.edges.filter(({ stroke }) => stroke === "normal");
      const pairs = (edges: readonly { readonly source: string; readonly target: string }[]) =>
        edges.map(({ source, target }) => `${source} ${target}`).toSorted();
      expect(pairs(solid)).toEqual(pairs(drawing.edges));
      expect(new Set(chart.vertices.keys())).toEqual(
        new Set([...drawing.nodes.keys(), ...graph.stores.map(({ id }) => id)]),
      );
      expect([...drawing.nodes.values()].flat().toSorted()).toEqual(
        graph.nodes.map(({ id }) => id).toSorted(),
      );
    }
  });

  test("without lanes has nothing to fold", () => {
    expect(foldedDrawing(smallGraph([], []), new Set(["a"])).folded.size).toBe(0);
  });
});
