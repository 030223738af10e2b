import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { link } from "../../src/graph/link.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { readPlainYaml } from "../../src/text/plain-yaml.ts";
import { readRegistry } from "../../src/registry/read-registry.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { readOfficially } from "./official-mermaid.ts";
import type { OfficialFlowchart } from "./official-mermaid.ts";

function read(path: string) {
  return sourceFile(path, readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
}

const diagram = read("docs/architecture/diagrams/pratikoai_rag.mmd");
const registry = readRegistry(read("registry/rag_steps.yml"));
const { entries } = registry.value;

describe("the registry of the pipeline", () => {
  it("has the steps 1 to 135, in order and without a complaint", () => {
    expect(registry.diagnostics).toEqual([]);
    expect(entries.map((entry) => entry.step)).toEqual(Array.from({ length: 135 }, (_, index) => index + 1));
  });

  it("keeps to the part of YAML that is read fast", () => {
    expect(readPlainYaml(registry.value.file.text)).not.toBeNull();
  });

  it("says of one step alone that it is deprecated, when and why", () => {
    const deprecated = entries.filter((entry) => entry.status.kind === "deprecated");
    expect(deprecated.map((entry) => [entry.step, entry.nodes])).toEqual([[131, []]]);
  });

  it("has an owner for every step", () => {
    expect(entries.filter((entry) => entry.code_owner === undefined)).toEqual([]);
  });

  it("has the types that the pipeline was designed with", () => {
    const count = (type: string) => entries.filter((entry) => entry.type === type).length;
    expect(["startEnd", "process", "decision", "error"].map(count)).toEqual([4, 98, 29, 4]);
  });
});

describe("the diagram of the pipeline", () => {
  const flowchart = parseFlowchart(diagram);
  let official: OfficialFlowchart;
  beforeAll(async () => {
    official = await readOfficially(diagram.text);
  });

  it("is read by our parser without a complaint", () => {
    expect(flowchart.diagnostics).toEqual([]);
  });

  it("agrees with its registry in every point", () => {
    if (flowchart.value === null) throw new Error("The diagram cannot be read.");
    const { value: graph, diagnostics } = link(flowchart.value, diagram, registry.value);
    expect(diagnostics).toEqual([]);
    expect(graph.nodes).toHaveLength(134);
    expect(graph.edges).toHaveLength(172);
    expect(graph.stores.size).toBe(9);
    expect(
      [...graph.stores.values()].flatMap(({ readers, writers }) => [...readers, ...writers]),
    ).toHaveLength(32);
    expect(graph.entries.map((index) => graph.nodes[index]?.id)).toEqual(["Start", "RSSMonitor"]);
    expect(graph.nodes.filter((node) => node.lane === null)).toEqual([]);
  });

  it("is drawn by Mermaid: 18 lanes, 143 nodes, 204 edges", () => {
    expect(official.subgraphs).toHaveLength(18);
    expect(official.vertices.size).toBe(143);
    expect(official.edges.filter((edge) => edge.stroke !== "dotted")).toHaveLength(172);
    expect(official.edges.filter((edge) => edge.stroke === "dotted")).toHaveLength(32);
  });

  it("draws every step inside one lane, and the stores outside", () => {
    const inLanes = official.subgraphs.flatMap((lane) => lane.nodes);
    expect(new Set(inLanes).size).toBe(134);
    expect(inLanes).toHaveLength(134);
    const outside = [...official.vertices].filter(([id]) => !inLanes.includes(id));
    expect(outside.map(([, vertex]) => vertex.type)).toEqual(Array.from({ length: 9 }, () => "cylinder"));
  });

  it("stays below the size from which GitHub draws no more", () => {
    expect(official.edges.length).toBeLessThan(500);
    expect(diagram.text.length).toBeLessThan(50_000);
  });

  it("says in words why each lane, and the stores, are as they are", () => {
    const titles = [...diagram.text.matchAll(/^%% -- (.+)\n%% \S.*\n/gm)].map((match) => match[1]);
    expect(titles).toHaveLength(19);
    expect(titles.at(-1)).toBe("Stores");
  });
});
