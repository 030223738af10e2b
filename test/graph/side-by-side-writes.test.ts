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
  /** The keys of each node, as numbers. */
  readonly writes: readonly (readonly number[])[];
}

function graphOf({ size, edges }: Drawn): Graph {
  const nodes = Array.from({ length: size }, (_, at) => `  N${at}[N${at}]`);
  const lines = edges.map(([from, to]) => `  N${from} --> N${to}`);
  const file = sourceFile("flow.mmd", ["flowchart TD", ...nodes, ...lines, ""].join("\n"));
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

/** The definition, word by word: two writers, each on branches that the other is not on, with an end in common. */
function slowly(graph: Graph, writes: readonly (readonly string[])[]): readonly string[] {
  const reach = graph.nodes.map(({ index }) => reached(graph, index));
  const meet = (a: number, b: number): boolean => [...(reach[a] ?? [])].some((node) => reach[b]?.has(node));
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

const drawn = (back: boolean): fc.Arbitrary<Drawn> =>
  fc.integer({ min: 3, max: 14 }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      edges: fc.array(
        fc
          .tuple(fc.nat(size - 1), fc.nat(size - 1))
          .filter(([from, to]) => from !== to)
          .map(([a, b]) => (back || a < b ? ([a, b] as const) : ([b, a] as const))),
        { minLength: size - 1, maxLength: size * 2 },
      ),
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

test("the writes found side by side are those of the definition, on pictures without loops", () => {
  fc.assert(fc.property(drawn(false), agree), { numRuns: 2000 });
});

test("the writes found side by side are those of the definition, on any picture", () => {
  fc.assert(fc.property(drawn(true), agree), { numRuns: 2000 });
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
    writes: [],
  });
  const found = sideBySideWrites(graph, [[], keys, keys, []]);
  expect(found.map(({ key }) => key)).toEqual(keys);
});

test("a long line of forks whose branches meet at the far end takes time in proportion", () => {
  const forks = 3000;
  const edges = Array.from({ length: forks }, (_, at) => [
    [at * 2, at * 2 + 1] as const,
    [at * 2, at * 2 + 2] as const,
    [at * 2 + 1, forks * 2 + 1] as const,
  ]).flat();
  const graph = graphOf({ size: forks * 2 + 2, edges: [...edges, [forks * 2, forks * 2 + 1]], writes: [] });
  const writes = graph.nodes.map(({ index }) => [`k${index % 3}`]);
  const start = performance.now();
  expect(sideBySideWrites(graph, writes).length).toBeGreaterThan(forks - 10);
  // A walk of each fork to the end would take minutes.
  expect(performance.now() - start).toBeLessThan(5000);
});
