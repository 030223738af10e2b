import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { link } from "../../../src/graph/link.ts";
import type { Graph } from "../../../src/graph/graph.ts";
import { parseFlowchart } from "../../../src/mermaid/parse-flowchart.ts";
import type { Registry } from "../../../src/registry/entry.ts";
import { readRegistry } from "../../../src/registry/read-registry.ts";
import { importRegistry } from "../../../src/scaffold/import/import-registry.ts";
import { sourceFile } from "../../../src/text/source-file.ts";
import { crossedFixtures, writtenFixtures } from "../../mermaid/fixtures.ts";

function drawn(text: string): Graph | null {
  const file = sourceFile("flow.mmd", text);
  const { value } = parseFlowchart(file);
  return value === null ? null : link(value, file, null).value;
}

/** The registry as it is read back, which must be without a mistake and name each step once. */
function imported(graph: Graph): Registry {
  const text = importRegistry(graph, { category: "main", owner: "me" });
  const { value, diagnostics } = readRegistry(sourceFile("flow.yml", text));
  expect(diagnostics, text).toEqual([]);
  if (value === null) throw new Error("no registry");
  const { entries } = value;
  expect(entries.map((entry) => entry.node_id).toSorted()).toEqual(
    graph.nodes.map(({ id }) => id).toSorted(),
  );
  expect(new Set(entries.map(({ step }) => step)).size).toBe(entries.length);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  expect(entries.every(({ status }) => status.kind === "planned")).toBe(true);
  const kinds = new Map(graph.nodes.map(({ id, kind }) => [id, kind]));
  for (const { node_id, type } of entries) expect(kinds.get(node_id)).toBe(type);
  return value;
}

function graphOf(...lines: readonly string[]): Graph {
  const graph = drawn(["flowchart TD", ...lines].join("\n"));
  if (graph === null) throw new Error("no graph");
  return graph;
}

function rows({ entries }: Registry): readonly string[] {
  return entries.map(({ step, id, node_id, node_label, type }) =>
    [step, id, node_id, node_label, type].join(" | "),
  );
}

describe("an imported registry", () => {
  test("numbers the steps in the order of flow, whatever the order of the text", () => {
    const graph = graphOf(
      "Done([Fine])",
      "subgraph talk [Talk]",
      "Reply[Say <b>hello</b><br/>again]",
      "end",
      "Known -->|Yes| Reply --> Done",
      "Known -->|No 🙈| Meet[Ask for the name] --> Done",
      "Start([Someone comes]) --> Known{Seen before?}",
      "People[(People)] -.-> Known",
    );
    expect(rows(imported(graph))).toEqual([
      "1 | RAG.main.someone.comes | Start | Someone comes | startEnd",
      "2 | RAG.main.seen.before | Known | Seen before? | decision",
      "3 | RAG.talk.say.hello.again | Reply | Say hello again | process",
      "4 | RAG.main.ask.for.the.name | Meet | Ask for the name | process",
      "5 | RAG.main.fine | Done | Fine | startEnd",
    ]);
  });

  test("keeps the numbers that labels name, and numbers the others around them", () => {
    const graph = graphOf('A(["S7 · First"]) --> B[Second] --> C["S2 · Third"] --> D(["Fourth (step 7)"])');
    expect(imported(graph).entries.map(({ step, node_id }) => `${node_id}${step}`)).toEqual([
      "B1",
      "C2",
      "D3",
      "A7",
    ]);
  });

  test("gives equal labels different ids, and a label without letters one from its node", () => {
    const graph = graphOf("A([Go]) --> B[Go] --> C[🎉] --> D[ログを書く] --> E([Été: fini!])");
    expect(imported(graph).entries.map(({ id }) => id)).toEqual([
      "RAG.main.go",
      "RAG.main.go.2",
      "RAG.main.c",
      "RAG.main.ログを書く",
      "RAG.main.ete.fini",
    ]);
  });

  test("takes loops and several entries: what is shared stands behind both", () => {
    const graph = graphOf(
      "A([a]) --> X[x] --> X",
      "B([b]) --> Y[y] --> X",
      "X --> Z([z])",
      "L[l] --> M[m] --> L",
    );
    expect(
      imported(graph)
        .entries.map(({ node_id }) => node_id)
        .join(""),
    ).toBe("ABYXZLM");
  });

  test("of the real diagram has its types, and numbers that follow the flow", () => {
    const root = new URL("../../../", import.meta.url);
    const graph = drawn(readFileSync(new URL("docs/architecture/diagrams/pratikoai_rag.mmd", root), "utf8"));
    const text = readFileSync(new URL("registry/rag_steps.yml", root), "utf8");
    const real = readRegistry(sourceFile("rag_steps.yml", text)).value?.entries ?? [];
    if (graph === null) throw new Error("no graph");
    const { entries } = imported(graph);
    const typeOf = new Map(real.map(({ node_id, type }) => [node_id, type]));
    expect(entries.length).toBeGreaterThan(100);
    for (const { node_id, type, node_label } of entries) {
      expect(type).toBe(typeOf.get(node_id));
      expect(node_label).toBe(real.find((entry) => entry.node_id === node_id)?.node_label);
    }
    const numberOf = new Map(entries.map(({ node_id, step }) => [node_id, step]));
    const back = graph.edges.filter(
      ({ source, target }) =>
        (numberOf.get(graph.nodes[source]?.id ?? "") ?? 0) >
        (numberOf.get(graph.nodes[target]?.id ?? "") ?? 0),
    );
    // Only the two loops of the picture lead back: another provider, and the tools that go on to the model.
    expect(back.length).toBeLessThanOrEqual(3);
    expect(numberOf.get("Start")).toBe(1);
  });
});

describe("whatever is drawn", () => {
  test("the fixtures of the parser give a registry that reads back, when they draw a step", () => {
    let count = 0;
    for (const { text } of [...writtenFixtures(), ...crossedFixtures()]) {
      const graph = drawn(text);
      if (graph === null || graph.nodes.length === 0) continue;
      imported(graph);
      count++;
    }
    expect(count).toBeGreaterThan(500);
  });

  test("any label and any graph gives a registry that reads back", () => {
    let count = 0;
    const label = fc
      .string({ unit: "binary", minLength: 1, maxLength: 20 })
      .map((text) => text.replaceAll(/["\n\r]/g, " "));
    const edge = fc.tuple(fc.nat(7), fc.nat(7), fc.option(label));
    fc.assert(
      fc.property(
        fc.array(label, { minLength: 1, maxLength: 8 }),
        fc.array(edge, { maxLength: 12 }),
        (labels, edges) => {
          const nodes = labels.map((text, i) => `n${i}["${text}"]`);
          const arrows = edges.map(([a, b, text]) => `n${a} -->${text === null ? "" : `|"${text}"|`} n${b}`);
          const graph = drawn(["flowchart LR", ...nodes, ...arrows].join("\n"));
          if (graph === null || graph.nodes.length === 0) return;
          imported(graph);
          count++;
        },
      ),
      { numRuns: 300 },
    );
    expect(count).toBeGreaterThan(200);
  });

  test("a chain of 20,000 steps is numbered without a deep recursion", () => {
    const graph = graphOf(...Array.from({ length: 20_000 }, (_, i) => `s${i} --> s${i + 1}`));
    const last = imported(graph).entries.at(-1);
    expect(last).toMatchObject({ step: 20_001, node_id: "s20000" });
  });
});
