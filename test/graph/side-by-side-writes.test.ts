import fc from "fast-check";
import { expect, test } from "vitest";
import { targetsOf } from "../../src/graph/components.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { link } from "../../src/graph/link.ts";
import { sideBySideWrites } from "../../src/graph/side-by-side-writes.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { sourceFile } from "../../src/text/source-file.ts";

interface Drawn {
  readonly size: number;
  readonly edges: readonly (readonly [number, number])[];
  /** Where a step goes that fails, for each node that is drawn with such an edge. */
  readonly errors: readonly (readonly [number, number])[];
  /** The keys of each node, as numbers. */
  readonly writes: readonly (readonly number[])[];
}

function graphOf({ size, edges, errors }: Drawn): Graph {
  const nodes = Array.from({ length: size }, (_, at) => `  N${at}[N${at}]`);
  const lines = edges.map(([from, to]) => `  N${from} --> N${to}`);
  const failures = errors.map(([from, to]) => `  N${from} -->|error| N${to}`);
  const file = sourceFile("flow.mmd", ["flowchart TD", ...nodes, ...lines, ...failures, ""].join("\n"));
  const { value } = parseFlowchart(file);
  if (value === null) throw new Error("The diagram of the test does not parse.");
  return link(value, file, null).value;
}

/** Every node that a run can be at from here on, `from` included. */
function reached(graph: Graph, from: number): ReadonlySet<number> {
  const found = new Set([from]);
  for (const node of found) for (const target of targetsOf(graph, node)) found.add(target);
  return found;
}

/**
 * The definition, word by word: two writers, each on branches that the other is not on, who both can come to one node
 * once they have written.
 */
function slowly(graph: Graph, writes: readonly (readonly string[])[]): readonly string[] {
  const reach = graph.nodes.map(({ index }) => reached(graph, index));
  const after = graph.nodes.map(
    ({ out }) => new Set(out.flatMap(({ target }) => [...(reach[target] ?? [])])),
  );
  const meet = (a: number, b: number): boolean => [...(after[a] ?? [])].some((node) => after[b]?.has(node));
  return graph.nodes
    .filter(({ out }) => out.length > 1)
    .flatMap((fork) => {
      const isHome = (node: number): boolean => reach[node]?.has(fork.index) ?? false;
      const branches = fork.out.map(({ target }) => (isHome(target) ? new Set<number>() : reach[target]));
      const on = (node: number): readonly number[] =>
        [...branches.keys()].filter((branch) => branches[branch]?.has(node));
      const keys = new Set(writes.flat());
      return [...keys].flatMap((key) => {
        const writers = graph.nodes.map(({ index }) => index).filter((node) => writes[node]?.includes(key));
        const conflict = writers.some((a) =>
          writers.some(
            (b) =>
              a !== b &&
              on(a).length > 0 &&
              on(b).length > 0 &&
              !on(a).some((branch) => on(b).includes(branch)) &&
              meet(a, b),
          ),
        );
        return conflict ? [`${fork.id} ${key}`] : [];
      });
    })
    .toSorted();
}

const numRuns = 2000;

const edge = (size: number, back: boolean): fc.Arbitrary<readonly [number, number]> =>
  fc
    .tuple(fc.nat(size - 1), fc.nat(size - 1))
    .filter(([from, to]) => from !== to)
    .map(([a, b]) => (back || a < b ? [a, b] : [b, a]));

const drawn = (back: boolean): fc.Arbitrary<Drawn> =>
  fc.integer({ min: 3, max: 14 }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      edges: fc.array(edge(size, back), { minLength: size - 1, maxLength: size * 2 }),
      errors: fc.uniqueArray(edge(size, back), { maxLength: 3, selector: ([from]) => from }),
      writes: fc.array(fc.array(fc.nat(4), { maxLength: 2 }), { minLength: size, maxLength: size }),
    }),
  );

function agree(picture: Drawn): void {
  const graph = graphOf(picture);
  const writes = graph.nodes.map(({ id }) =>
    (picture.writes[Number(id.slice(1))] ?? []).map((key) => `k${key}`),
  );
  const found = sideBySideWrites(graph, writes);
  const names = found.map(({ fork, key }) => `${graph.nodes[fork]?.id ?? ""} ${key}`);
  expect(names.toSorted()).toEqual(slowly(graph, writes));
}

/** Two writers on one branch, the first of which does not come to where the second meets the other branch. */
const endsApart: Drawn = {
  size: 12,
  edges: [
    [3, 5],
    [0, 3],
    [1, 7],
    [0, 1],
    [7, 10],
    [3, 4],
    [4, 10],
    [0, 6],
    [0, 8],
  ],
  errors: [],
  writes: [[], [], [], [], [4], [4], [], [4], [], [], [], []],
};

test("the writes found side by side are those of the definition, on pictures without loops", () => {
  fc.assert(fc.property(drawn(false), agree), { numRuns, examples: [[endsApart]] });
});

test("the writes found side by side are those of the definition, on any picture", () => {
  fc.assert(fc.property(drawn(true), agree), { numRuns });
});

test("two writers of one branch that come to different ends are both compared with the other branch", () => {
  const graph = graphOf(endsApart);
  const found = sideBySideWrites(
    graph,
    endsApart.writes.map((keys) => keys.map(String)),
  );
  expect(found).toEqual([{ key: "4", fork: 0, first: 4, second: 7 }]);
});

test("writers that come to a common end only by failing write nothing that meets", () => {
  const graph = graphOf({
    size: 6,
    edges: [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 4],
    ],
    errors: [
      [1, 5],
      [2, 5],
    ],
    writes: [],
  });
  expect(sideBySideWrites(graph, [[], ["k"], ["k"], [], [], []])).toEqual([]);
  // A later step that fails brings along what was written before.
  const later = graphOf({
    size: 6,
    edges: [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 4],
    ],
    errors: [
      [3, 5],
      [4, 5],
    ],
    writes: [],
  });
  expect(sideBySideWrites(later, [[], ["k"], ["k"], [], [], []])).toHaveLength(1);
});

test("many keys share a bit and are told apart all the same", () => {
  const keys = Array.from({ length: 40 }, (_, at) => `k${at}`);
  const graph = graphOf({
    size: 4,
    edges: [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ],
    errors: [],
    writes: [],
  });
  const found = sideBySideWrites(graph, [[], keys, keys, []]);
  expect(found.map(({ key }) => key)).toEqual(keys);
});

test("a fork into thousands tells each branch from every other, in time in proportion", () => {
  const branches = 8000;
  const edges = Array.from({ length: branches }, (_, at) => [
    [0, at + 1] as const,
    [at + 1, branches + 1] as const,
  ]).flat();
  const graph = graphOf({ size: branches + 2, edges, errors: [], writes: [] });
  // Neighbours, and branches far away from each other.
  for (const apart of [1, 31, 961, 4000]) {
    const keys = Array.from({ length: branches }, (_, at) => `k${at - (Math.floor(at / apart) % 2) * apart}`);
    const pairs = branches - new Set(keys).size;
    const writes = [[], ...keys.map((key) => [key]), []];
    const start = performance.now();
    expect(sideBySideWrites(graph, writes)).toHaveLength(pairs);
    expect(performance.now() - start).toBeLessThan(5000);
  }
});

test("a long line of forks whose branches meet at the far end takes time in proportion", () => {
  const forks = 3000;
  const edges = Array.from({ length: forks }, (_, at) => [
    [at * 2, at * 2 + 1] as const,
    [at * 2, at * 2 + 2] as const,
    [at * 2 + 1, forks * 2 + 1] as const,
  ]).flat();
  const graph = graphOf({
    size: forks * 2 + 2,
    edges: [...edges, [forks * 2, forks * 2 + 1]],
    errors: [],
    writes: [],
  });
  const writes = graph.nodes.map(({ index }) => [`k${index % 3}`]);
  const start = performance.now();
  expect(sideBySideWrites(graph, writes).length).toBeGreaterThan(forks - 10);
  // A walk of each fork to the end would take minutes.
  expect(performance.now() - start).toBeLessThan(5000);
});
