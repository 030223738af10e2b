import { readAfter } from "./data-flow-backward.ts";
import { forkGains } from "./data-flow-forks.ts";
import { carried, writtenBefore } from "./data-flow-forward.ts";
import type { Gains } from "./data-flow-forward.ts";
import { edgesFrom, flowKeys } from "./data-flow-keys.ts";
import type { FlowKeys } from "./data-flow-keys.ts";
import type { GraphEdge } from "./graph.ts";
import { hasBit, holdsRow } from "./key-rows.ts";
import type { Row } from "./key-rows.ts";
import type { DeclaredProgram } from "./program.ts";

/** A key at a step; `node` is an index. */
export interface KeyAt {
  readonly key: string;
  readonly node: number;
}

/** A key that a step needs and that a path leaves unwritten, with the shortest such path. */
export interface MissingKey extends KeyAt {
  /** From an entry to the step, edge by edge; empty when the step is the entry itself. */
  readonly path: readonly GraphEdge[];
}

/** A key that is written where nothing behind reads it. `elsewhere`: other steps do read it. */
export interface UnreadKey extends KeyAt {
  readonly elsewhere: boolean;
}

/** How keys go along the diagram, as far as steps declare it. Each list is in the order of nodes. */
export interface DataFlow {
  /** Some path does not write it. */
  readonly missing: readonly MissingKey[];
  /** No path writes it; keys that a step can do without are among them. */
  readonly impossible: readonly KeyAt[];
  readonly unread: readonly UnreadKey[];
}

/** What is written before each node that a run can come to. */
type Rows = readonly (Row | undefined)[];

/** What paths from some entries surely write. */
interface EntryFlow {
  readonly entries: readonly number[];
  readonly surely: Rows;
  readonly gains: Gains | null;
}

function flowFrom(keys: FlowKeys, entries: readonly number[]): EntryFlow {
  const alone = writtenBefore(keys, entries, "surely", null);
  const gains = forkGains(keys, entries, lacking(keys, alone));
  const surely = gains === null ? alone : writtenBefore(keys, entries, "surely", gains);
  return { entries, surely, gains };
}

/**
 * All entries at once, which is enough to find that nothing is missing. Where something is, each entry tells by itself:
 * a fork that only some of them pass brings nothing to paths from the others.
 */
function flowsFrom(keys: FlowKeys): readonly EntryFlow[] {
  const { entries } = keys.graph;
  const all = flowFrom(keys, entries);
  const sound = all.gains === null || lacking(keys, all.surely).length === 0;
  return sound ? [all] : entries.map((entry) => flowFrom(keys, [entry]));
}

/** Steps that need more than is surely there. */
function lacking({ steps }: FlowKeys, surely: Rows): readonly number[] {
  return [...surely.entries()].flatMap(([index, row]) => {
    const step = steps[index] ?? null;
    return row === undefined || step === null || holdsRow(row, step.needed) ? [] : [index];
  });
}

/** The shortest path from an entry to a node along which nobody writes a key. */
function shortestWithout(
  bit: number,
  node: number,
  { entries, surely, gains }: EntryFlow,
  keys: FlowKeys,
): readonly GraphEdge[] {
  const { nodes } = keys.graph;
  const cameBy = new Map<number, GraphEdge | null>(entries.map((entry) => [entry, null]));
  for (const at of cameBy.keys()) {
    if (at === node) break;
    const row = surely[at];
    const here = nodes[at];
    if (row === undefined || here === undefined) continue;
    for (const edge of edgesFrom(here)) {
      if (cameBy.has(edge.target) || hasBit(carried(keys, edge, row, "surely", gains), bit)) continue;
      cameBy.set(edge.target, edge);
    }
  }
  const path: GraphEdge[] = [];
  for (let edge = cameBy.get(node); edge; edge = cameBy.get(edge.source)) path.push(edge);
  return path.toReversed();
}

function unreadKeys({ state, steps }: DeclaredProgram, keys: FlowKeys): readonly UnreadKey[] {
  const after = readAfter(keys);
  const read = new Set(
    steps.flatMap((step) => (step === null ? [] : [...step.reads, ...Object.keys(step.optional)])),
  );
  const bits = new Map(keys.names.map((name, bit) => [name, bit]));
  return keys.graph.nodes.flatMap(({ index }) =>
    (steps[index]?.writes ?? []).flatMap((key) => {
      const row = after[index];
      const bit = bits.get(key);
      if (bit === undefined || row === undefined || hasBit(row, bit) || state[key]?.flags.output === true)
        return [];
      return [{ key, node: index, elsewhere: read.has(key) }];
    }),
  );
}

/**
 * Follows the keys of the state along the diagram, from each entry. A declared write counts as written: what a step leaves
 * out is its own affair. All branches of a fork are taken, so what one of them surely brings to a join is there;
 * a decision may take any of its edges. An error edge carries no writes of the step that failed. Linear in the graph.
 */
export function dataFlow(program: DeclaredProgram): DataFlow {
  const keys = flowKeys(program);
  const { graph, steps, names } = keys;
  const flows = flowsFrom(keys);
  const perhaps = writtenBefore(keys, graph.entries, "perhaps", null);
  const missing: MissingKey[] = [];
  const impossible: KeyAt[] = [];
  for (const { index } of graph.nodes) {
    const step = steps[index] ?? null;
    const possible = perhaps[index];
    if (step === null || possible === undefined) continue;
    for (const bit of [...step.needs, ...step.uses])
      if (!hasBit(possible, bit)) impossible.push({ key: names[bit] ?? "", node: index });
    for (const bit of step.needs) {
      if (!hasBit(possible, bit)) continue;
      const paths = flows
        .filter(({ surely }) => !hasBit(surely[index] ?? keys.full(), bit))
        .map((flow) => shortestWithout(bit, index, flow, keys));
      const [path] = paths.toSorted((a, b) => a.length - b.length);
      if (path !== undefined) missing.push({ key: names[bit] ?? "", node: index, path });
    }
  }
  return { missing, impossible, unread: unreadKeys(program, keys) };
}
