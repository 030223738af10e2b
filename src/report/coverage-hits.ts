import type { Graph } from "../graph/graph.ts";
import type { Trail } from "../runtime/trail.ts";
import { edgeName } from "./edge-name.ts";
import { plural } from "./counts.ts";

/** How often runs came through the nodes and edges of a graph. */
export interface Hits {
  /** By the index of the node. */
  readonly nodes: readonly number[];
  /** By the index of the edge. */
  readonly edges: readonly number[];
  /** What is not drawn, each with how often. */
  readonly unknown: readonly string[];
}

type Counts = Map<string, number>;

const nodeKey = (node: string): string => JSON.stringify([node]);
const edgeKey = (from: string, label: string | null, to: string): string => JSON.stringify([from, label, to]);

function countsOf({ visits, retold }: Trail): Counts {
  const counts: Counts = new Map();
  const add = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { node, edges } of [...visits, ...retold]) {
    add(nodeKey(node));
    for (const { label, target } of edges) add(edgeKey(node, label, target));
  }
  return counts;
}

/** A run that is in a log and in a trace is counted once: what both tell is the same. */
function addRuns(trails: readonly Trail[]): Counts {
  const sum: Counts = new Map();
  for (const [, told] of Map.groupBy(trails, ({ run_id }) => run_id)) {
    const most: Counts = new Map();
    for (const trail of told)
      for (const [key, count] of countsOf(trail)) most.set(key, Math.max(most.get(key) ?? 0, count));
    for (const [key, count] of most) sum.set(key, (sum.get(key) ?? 0) + count);
  }
  return sum;
}

function nameOf(key: string): string {
  const [node = "", label = null, target]: (string | null)[] = JSON.parse(key);
  return target === undefined ? `\`${node}\`` : `\`${edgeName(node ?? "", label, target ?? "")}\``;
}

/** Counts what the runs came through. Names that the diagram does not draw are in `unknown`, sorted. */
export function hitsOf(graph: Graph, trails: readonly Trail[]): Hits {
  const counts = addRuns(trails);
  const idOf = (index: number): string => graph.nodes[index]?.id ?? "";
  const nodeKeys = graph.nodes.map(({ id }) => nodeKey(id));
  const edgeKeys = graph.edges.map(({ source, label, target }) => edgeKey(idOf(source), label, idOf(target)));
  const drawn = new Set([...nodeKeys, ...edgeKeys]);
  return {
    nodes: nodeKeys.map((key) => counts.get(key) ?? 0),
    edges: edgeKeys.map((key) => counts.get(key) ?? 0),
    unknown: [...counts]
      .filter(([key]) => !drawn.has(key))
      .map(([key, count]) => `${nameOf(key)} (${plural(count, "time")})`)
      .toSorted(),
  };
}
