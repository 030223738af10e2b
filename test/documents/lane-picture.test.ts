import { beforeAll, expect, test } from "vitest";
import { lanePicture } from "../../src/documents/lane-picture.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { projectFacts } from "./project-facts.ts";

let graph: Graph;
beforeAll(async () => {
  ({ graph } = await projectFacts());
});

function parsed(text: string) {
  const { value, diagnostics } = parseFlowchart(sourceFile("lane.mmd", text));
  expect(diagnostics).toEqual([]);
  if (value === null) throw new Error("The picture is no flowchart.");
  return value;
}

test("every lane's picture is a flowchart with the lane's steps, their edges and their stores", () => {
  let drawn = 0;
  for (const { id, title } of graph.lanes) {
    const { edges, vertices, subgraphs } = parsed(lanePicture(graph, id, title.text));
    const own = graph.nodes.filter(({ lane }) => lane === id);
    const isOwn = (index: number): boolean => own.some((node) => node.index === index);
    expect(subgraphs.map((subgraph) => [subgraph.id, subgraph.title.text])).toEqual([[id, title.text]]);
    expect(new Set(subgraphs[0]?.members)).toEqual(new Set(own.map((node) => node.id)));
    const control = graph.edges.filter(({ source, target }) => isOwn(source) || isOwn(target));
    expect(
      edges
        .filter(({ stroke }) => stroke === "normal")
        .map(({ source, target, label }) => [source, label?.text ?? null, target]),
    ).toEqual(
      control.map((edge) => [graph.nodes[edge.source]?.id, edge.label, graph.nodes[edge.target]?.id]),
    );
    const wired = new Set(own.flatMap(({ stores }) => stores.map(({ store }) => store)));
    const cylinders = [...vertices.values()].filter(({ shape }) => shape === "cylinder");
    expect(new Set(cylinders.map((vertex) => vertex.id))).toEqual(wired);
    drawn += own.length;
  }
  expect(drawn).toBe(graph.nodes.length);
});

test("labels keep every character", () => {
  const [first, ...rest] = graph.nodes;
  if (first === undefined) throw new Error("The diagram has no step.");
  const label = 'Say "#1" (or [two]) | {three} & <four>; end';
  const picture = lanePicture(
    { ...graph, nodes: [{ ...first, label, entry: null }, ...rest] },
    first.lane ?? "",
    'A "lane"',
  );
  expect(parsed(picture).vertices.get(first.id)?.label?.text).toBe(label);
});
