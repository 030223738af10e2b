import fc from "fast-check";
import { expect, test } from "vitest";
import { componentsOf, targetsOf } from "../../src/graph/components.ts";
import { walkForks } from "../../src/graph/forks.ts";
import type { Graph, GraphNode } from "../../src/graph/graph.ts";
import { linkText } from "./link-text.ts";

type Edges = readonly (readonly [number, number])[];

/** At which nodes of a loop which branches of the fork come in, by the definition: `node: branches`. */
function doorsSlowly(graph: Graph, fork: GraphNode, loop: readonly number[]): readonly string[] {
  const { of } = componentsOf(graph);
  const branches = fork.out.map(({ target }) => {
    const reached = new Set(of[target] === of[fork.index] ? [] : [target]);
    for (const node of reached) for (const next of targetsOf(graph, node)) reached.add(next);
    return reached;
  });
  const comesIn = (branch: number, node: number): boolean =>
    fork.out[branch]?.target === node ||
    (graph.nodes[node]?.in ?? []).some(
      ({ source }) => !loop.includes(source) && branches[branch]?.has(source),
    );
  return loop
    .map((node) => [node, [...branches.keys()].filter((branch) => comesIn(branch, node))] as const)
    .filter(([, through]) => through.length > 0)
    .map(([node, through]) => `N${node}: ${through.join()}`);
}

/** The doors of every loop that is visited, as found and by the definition. */
function doorsOf(edges: Edges): {
  readonly found: readonly string[][];
  readonly expected: readonly string[][];
} {
  const size = Math.max(...edges.flat()) + 1;
  // Nodes are in the order of their numbers.
  const nodes = Array.from({ length: size }, (_, at) => `N${at}[N${at}]`);
  const { graph } = linkText([...nodes, ...edges.map(([from, to]) => `N${from} --> N${to}`), ""].join("\n"));
  const found: string[][] = [];
  const expected: string[][] = [];
  walkForks(graph, {
    interest: (_, cyclic) => (cyclic ? 1 : 0),
    visit(fork, { nodes: loop, cyclic, doors }) {
      if (!cyclic) return 0;
      const bits = (set: number): readonly number[] =>
        [...fork.out.keys()].filter((branch) => (set & (1 << branch)) !== 0);
      const inOrder = [...doors].toSorted(([a], [b]) => a - b);
      found.push([fork.id, ...inOrder.map(([node, set]) => `N${node}: ${bits(set).join()}`)]);
      expected.push([fork.id, ...doorsSlowly(graph, fork, loop)]);
      return 0;
    },
  });
  return { found, expected };
}

/** Behind the fork both branches come to what is left before the last door of the loop is known. */
const lateDoor: Edges = [
  [1, 2],
  [1, 5],
  [2, 4],
  [2, 6],
  [2, 9],
  [5, 7],
  [5, 8],
  [6, 7],
  [7, 8],
  [8, 9],
  [9, 8],
];

test("a loop that is visited comes with all its doors, whatever is drawn", () => {
  const edge = fc.tuple(fc.nat(11), fc.nat(11)).filter(([from, to]) => from !== to);
  // Mostly onwards: with edges of any direction nearly all is one loop.
  const onward = edge.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const edges = fc
    .tuple(fc.array(onward, { minLength: 6, maxLength: 18 }), fc.array(edge, { minLength: 1, maxLength: 3 }))
    .map((parts) => parts.flat());
  fc.assert(
    fc.property(edges, (drawn) => {
      const { found, expected } = doorsOf(drawn);
      expect(found).toEqual(expected);
    }),
    { numRuns: 2000, examples: [[[...lateDoor]]] },
  );
});

test("a loop whose last door is found when nothing else runs side by side has that door too", () => {
  expect(doorsOf(lateDoor).found).toContainEqual(["N1", "N8: 0,1", "N9: 0"]);
});
