import fc from "fast-check";
import { z } from "zod";
import { describe, expect, test } from "vitest";
import { defineState, key } from "../../src/definition/state.ts";
import { stepsOf } from "../../src/definition/step.ts";
import { dataFlow } from "../../src/graph/data-flow.ts";
import { link } from "../../src/graph/link.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { sourceFile } from "../../src/text/source-file.ts";

const state = defineState({ k: key(z.string()) });
const step = stepsOf<typeof state, Record<string, { outcome: never; stores: {} }>>();

function graphOf(lines: readonly string[]): Graph {
  const file = sourceFile("flow.mmd", ["flowchart TD", ...lines, ""].join("\n"));
  const { value } = parseFlowchart(file);
  if (value === null) throw new Error("The diagram of the test does not parse.");
  return link(value, file, null).value;
}

function missingIn(graph: Graph, writers: ReadonlySet<number>): ReadonlySet<number> {
  const steps = graph.nodes.map(({ id, index }) =>
    step(id, { reads: ["k"], writes: writers.has(index) ? ["k"] : [], run: () => ({}) }),
  );
  const { missing, impossible } = dataFlow({ graph, state, steps });
  return new Set([...missing, ...impossible].map(({ node }) => node));
}

/** All runs of a graph without loops, one by one: at which nodes the key is missing in one of them. */
function slowly(graph: Graph, writers: ReadonlySet<number>): ReadonlySet<number> {
  const found = new Set<number>();
  const decisions = graph.nodes.filter(({ kind }) => kind === "decision");
  const all = decisions.reduce((count, { out }) => count * (2 ** out.length - 1), 1);
  for (let run = 0; run < all; run++) {
    const chosen = new Map<number, number>();
    let rest = run;
    for (const { index, out } of decisions) {
      chosen.set(index, 1 + (rest % (2 ** out.length - 1)));
      rest = Math.floor(rest / (2 ** out.length - 1));
    }
    // Nodes are in an order of the run: edges lead from smaller to greater numbers.
    const here = new Map<number, boolean>([[0, false]]);
    for (const { index, out } of graph.nodes) {
      const known = here.get(index);
      if (known === undefined) continue;
      if (!known) found.add(index);
      for (const [at, { target }] of out.entries()) {
        if (((chosen.get(index) ?? -1) & (1 << at)) === 0) continue;
        here.set(target, (here.get(target) ?? false) || known || writers.has(index));
      }
    }
  }
  return found;
}

const drawn = fc.integer({ min: 3, max: 8 }).chain((size) =>
  fc.record({
    decisions: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
    edges: fc.uniqueArray(
      fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([from, to]) => from < to),
      { maxLength: 12, selector: ([from, to]) => from * size + to },
    ),
    writers: fc.uniqueArray(fc.integer({ min: 1, max: size - 1 }), { maxLength: 3 }),
  }),
);

function drawing({
  decisions,
  edges,
}: {
  decisions: readonly boolean[];
  edges: readonly (readonly [number, number])[];
}) {
  const outs = (node: number): number => edges.filter(([from]) => from === node).length;
  const decides = (node: number): boolean => node > 0 && decisions[node] === true && outs(node) > 0;
  const nodes = decisions.map((_, at) =>
    at === 0 ? "N0([N0])" : decides(at) ? `N${at}{N${at}}` : `N${at}[N${at}]`,
  );
  return graphOf([
    ...nodes,
    ...edges.map(([from, to]) => `N${from} -->${decides(from) ? `|to ${to}|` : ""} N${to}`),
  ]);
}

describe("data flow", () => {
  test("never calls a key written that some run leaves unwritten", () => {
    fc.assert(
      fc.property(drawn, (picture) => {
        const graph = drawing(picture);
        const writers = new Set(picture.writers);
        const quick = missingIn(graph, writers);
        for (const node of slowly(graph, writers)) expect(quick).toContain(node);
      }),
      { numRuns: 500 },
    );
  });

  test("is exact where nothing runs side by side", () => {
    fc.assert(
      fc.property(drawn, ({ decisions, ...rest }) => {
        const single = rest.edges.filter(
          ([from], at) => from !== 0 || rest.edges.findIndex(([first]) => first === 0) === at,
        );
        const graph = drawing({ edges: single, decisions: decisions.map(() => true) });
        const writers = new Set(rest.writers);
        // One outcome at a time or several: a key may be missing at the same places.
        expect(missingIn(graph, writers)).toEqual(slowly(graph, writers));
      }),
      { numRuns: 300 },
    );
  });

  test("shows the way from the entry that leaves a key unwritten, the shortest of all", () => {
    const graph = graphOf([
      "One([One]) --> W[W]",
      "W --> Read[Read]",
      "Two([Two]) --> A[A]",
      "A --> Read",
      "Three([Three]) --> B[B]",
      "B --> C[C]",
      "C --> Read",
      "Read --> Done([Done])",
    ]);
    const steps = graph.nodes.map(({ id }) =>
      step(id, { reads: id === "Read" ? ["k"] : [], writes: id === "W" ? ["k"] : [], run: () => ({}) }),
    );
    const { missing, impossible } = dataFlow({ graph, state, steps });
    const ids = (path: readonly { readonly source: number }[]) =>
      path.map(({ source }) => graph.nodes[source]?.id);
    expect(missing.map(({ key: name, path }) => [name, ids(path)])).toEqual([["k", ["Two", "A"]]]);
    expect(impossible).toEqual([]);
  });

  test("forgets what a fork brought once its branches have met and the run comes round again", () => {
    const graph = graphOf([
      "Start([Start]) --> F[F]",
      "F --> A[A]",
      "F --> B[B]",
      "A --> J[J]",
      "B --> J",
      "J --> Again{Again}",
      "Again -->|Yes| A",
      "Again -->|No| Done([Done])",
    ]);
    const missing = (writer: string) => missingIn(graph, new Set([graph.indexOf.get(writer) ?? -1]));
    const before = new Set(["Start", "F", "A", "B"].map((id) => graph.indexOf.get(id) ?? -1));
    // Whichever branch writes it, both have come to the join before anybody behind it reads.
    expect(missing("A")).toEqual(before);
    expect(missing("B")).toEqual(before);
  });

  test("is the same after a thousand forks as after one", () => {
    const chain = (copies: number): Graph =>
      graphOf([
        "S([S])",
        "S --> A0",
        ...Array.from(
          { length: copies },
          (_, at) =>
            `A${at}[a] --> B${at}[b]\nA${at} --> C${at}{c}\nC${at} -->|Yes| D${at}[d]\nC${at} -->|No| D${at}\nB${at} --> E${at}[e]\nD${at} --> E${at}\nE${at} --> A${at + 1}`,
        ),
      ]);
    for (const copies of [1, 1000]) {
      const graph = chain(copies);
      const writers = graph.nodes.filter(({ id }) => id.startsWith("D")).map(({ index }) => index);
      // What one branch of the first fork writes is there from the first join on.
      expect(missingIn(graph, new Set(writers)).size).toBe(5);
    }
  });
});
