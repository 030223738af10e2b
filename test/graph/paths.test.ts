import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { componentsOf, targetsOf } from "../../src/graph/components.ts";
import { cyclesOf, cycleThrough } from "../../src/graph/cycles.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { reachability } from "../../src/graph/reachability.ts";
import { linkText } from "./link-text.ts";

type Pairs = readonly (readonly [number, number])[];

function graphOf(size: number, edges: Pairs): Graph {
  const nodes = Array.from({ length: size }, (_, index) => `N${index}[n]`);
  return linkText([...nodes, ...edges.map(([from, to]) => `N${from} --> N${to}`)].join("\n")).graph;
}

/** Whether a path of one edge or more leads there: slow and obvious. */
function leadsTo(edges: Pairs, from: number, to: number): boolean {
  const seen = new Set<number>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [source, target] of edges) {
      if (source !== at || seen.has(target)) continue;
      if (target === to) return true;
      seen.add(target);
      open.push(target);
    }
  }
  return false;
}

const size = 9;
const node = fc.nat(size - 1);
const edges = fc.array(fc.tuple(node, node), { maxLength: 20 });

describe("reachability", () => {
  it("agrees with walking the edges, in whatever order it is asked", () => {
    fc.assert(
      fc.property(
        edges,
        fc.array(fc.tuple(node, node), { minLength: 5, maxLength: 60 }),
        (drawn, questions) => {
          const reach = reachability(graphOf(size, drawn));
          for (const [from, to] of questions) expect(reach.canReach(from, to)).toBe(leadsTo(drawn, from, to));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("follows error edges and outcomes", () => {
    const { graph } = linkText(
      "A([a]) --> W[w] --> D{d} -->|x| B([b])\nD -->|y| C([c])\nW -->|error| E[e]:::error",
    );
    const reach = reachability(graph);
    const at = (id: string) => graph.indexOf.get(id) ?? -1;
    expect(["B", "C", "E"].map((id) => reach.canReach(at("A"), at(id)))).toEqual([true, true, true]);
    expect(reach.canReach(at("D"), at("E"))).toBe(false);
  });

  it("knows nothing of nodes that are not there", () => {
    const reach = reachability(graphOf(1, []));
    expect(reach.canReach(0, 7)).toBe(false);
    expect(reach.canReach(7, 0)).toBe(false);
  });
});

describe("componentsOf", () => {
  it("puts two nodes together when each leads to the other, and numbers from the sinks up", () => {
    fc.assert(
      fc.property(edges, (drawn) => {
        const graph = graphOf(size, drawn);
        const { of, cyclic } = componentsOf(graph);
        for (let a = 0; a < size; a++) {
          expect(cyclic[of[a] ?? -1] === 1).toBe(leadsTo(drawn, a, a));
          for (let b = 0; b < size; b++) {
            const together = a === b || (leadsTo(drawn, a, b) && leadsTo(drawn, b, a));
            expect(of[a] === of[b]).toBe(together);
          }
        }
        for (const [from, to] of drawn) expect(of[from] ?? -1).toBeGreaterThanOrEqual(of[to] ?? -1);
      }),
      { numRuns: 200 },
    );
  });

  it("does not end the stack on a chain of 20,000 nodes", () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => `N${index} --> N${index + 1}`).join("\n");
    const { graph } = linkText(chain);
    expect(componentsOf(graph).count).toBe(20_001);
    expect(reachability(graph).canReach(0, 20_000)).toBe(true);
  });
});

describe("cycles", () => {
  it("shows a shortest way round, as a run goes", () => {
    const { graph } = linkText(
      "S([s]) --> A[a] --> B{b} -->|on| C[c] --> D[d] --> A\nB -->|back| A\nB -->|out| E([e])",
    );
    const names = (path: readonly number[]) => path.map((index) => graph.nodes[index]?.id);
    expect(cyclesOf(graph).map((cycle) => [names(cycle.nodes), names(cycle.path), cycle.hasExit])).toEqual([
      [["A", "B", "C", "D"], ["A", "B"], true],
    ]);
    expect(names(cycleThrough(graph, graph.indexOf.get("D") ?? -1))).toEqual(["D", "A", "B", "C"]);
    expect(cycleThrough(graph, graph.indexOf.get("E") ?? -1)).toEqual([]);
  });

  it("are found exactly where a node leads to itself, and their paths are drawn", () => {
    fc.assert(
      fc.property(edges, (drawn) => {
        const graph = graphOf(size, drawn);
        const found = cyclesOf(graph);
        const inside = found.flatMap((cycle) => cycle.nodes).toSorted((a, b) => a - b);
        const expected = graph.nodes
          .map(({ index }) => index)
          .filter((index) => leadsTo(drawn, index, index));
        expect(inside).toEqual(expected);
        for (const { path, nodes, hasExit } of found) {
          for (const [step, at] of path.entries()) {
            expect(targetsOf(graph, at)).toContain(path[(step + 1) % path.length]);
          }
          expect(new Set(path).size).toBe(path.length);
          expect(hasExit).toBe(drawn.some(([from, to]) => nodes.includes(from) && !nodes.includes(to)));
        }
      }),
      { numRuns: 300 },
    );
  });
});
