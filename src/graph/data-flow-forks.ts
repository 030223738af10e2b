import { edgesFrom, isFork } from "./data-flow-keys.ts";
import type { FlowKeys } from "./data-flow-keys.ts";
import { orderFrom } from "./data-flow-forward.ts";
import type { Gains } from "./data-flow-forward.ts";
import type { GraphNode } from "./graph.ts";
import { passedForks } from "./dominance.ts";
import { addRow, hasBit, keepRow, sameRow } from "./key-rows.ts";
import type { Row } from "./key-rows.ts";
import { postDominators } from "./post-dominators.ts";

/** The nodes from which a run can come to one of the given ones, which are among them. */
function leadingTo({ graph }: FlowKeys, wanted: readonly number[]): readonly boolean[] {
  const part = graph.nodes.map(() => false);
  const open = [...wanted];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (part[node] === true) continue;
    part[node] = true;
    for (const { source } of graph.nodes[node]?.in ?? []) open.push(source);
  }
  return part;
}

/** What lies between a fork and the place where all its branches have met. */
interface Region {
  readonly fork: GraphNode;
  /** In the order of a run, as far as loops allow; the place of meeting, if there is one, is among them. */
  readonly order: readonly number[];
  /** By node of the region: the branches that can come there, as bits; those above the 31st share one. */
  readonly branches: ReadonlyMap<number, number>;
}

function regionOf(
  fork: GraphNode,
  next: readonly (readonly number[])[],
  part: readonly boolean[],
  meeting: number,
): Region {
  const inner = (node: number): readonly number[] => {
    if (node === meeting) return [];
    return (next[node] ?? []).filter((target) => part[target] === true && target !== fork.index);
  };
  const order = orderFrom(fork.index, inner).slice(1);
  const branches = new Map<number, number>();
  for (const [at, { target }] of fork.out.entries())
    branches.set(target, (branches.get(target) ?? 0) | (1 << Math.min(at, 30)));
  for (let changed = true; changed;) {
    changed = false;
    for (const node of order) {
      const here = branches.get(node) ?? 0;
      for (const target of inner(node)) {
        const known = branches.get(target) ?? 0;
        if ((known | here) === known) continue;
        branches.set(target, known | here);
        changed = true;
      }
    }
  }
  return { fork, order, branches };
}

/** For each node of a region the keys that a branch there surely brings to `join`; with `arrives` when it surely comes there. */
function broughtTo(join: number, keys: FlowKeys, { order }: Region): ReadonlyMap<number, Row> {
  const { graph, steps, arrives } = keys;
  const nothing = keys.row();
  const come = keys.row();
  come[arrives >> 5] = 1 << (arrives & 31);
  // From above: loops end some time, and then go on to where all their ways lead.
  const rows = new Map(order.map((node) => [node, node === join ? come : keys.full()]));
  const at = (node: number): Row => rows.get(node) ?? nothing;

  function look(node: GraphNode): Row {
    const step = steps[node.index] ?? null;
    if (step === null) return keys.full();
    const [first, ...others] = node.out.map(({ target }) => at(target));
    const row = (first ?? nothing).slice();
    for (const other of others) (node.kind === "decision" ? keepRow : addRow)(row, other);
    if (step.always && hasBit(row, arrives)) addRow(row, step.written);
    if (node.errorEdge !== null) keepRow(row, at(node.errorEdge.target));
    return row;
  }
  const backwards = order.toReversed().filter((node) => node !== join);
  for (let changed = true; changed;) {
    changed = false;
    for (const index of backwards) {
      const node = graph.nodes[index];
      if (node === undefined) continue;
      const row = look(node);
      if (sameRow(row, at(index))) continue;
      rows.set(index, row);
      changed = true;
    }
  }
  return rows;
}

/**
 * What joins surely get from the branches of forks. A join waits for every branch that can still come to it, so what one
 * of them writes on all its ways there is written, whichever way a path takes through the fork. Only forks are looked at behind
 * which one of the nodes `readers` stands, and of them only what lies before all branches have met.
 */
export function forkGains(
  keys: FlowKeys,
  entries: readonly number[],
  readers: readonly number[],
): Gains | null {
  const { graph } = keys;
  const forks = readers.length === 0 ? [] : graph.nodes.filter(isFork);
  if (forks.length === 0) return null;
  const gains = new Map<number, Row>();
  const part = leadingTo(keys, readers);
  const next = graph.nodes.map((node) => edgesFrom(node).map(({ target }) => target));
  const meetings = postDominators(next, part);
  const passed = passedForks(graph, entries, forks);
  for (const fork of forks) {
    if (part[fork.index] !== true) continue;
    const region = regionOf(fork, next, part, meetings[fork.index] ?? -1);
    for (const join of region.order) {
      const branches = region.branches.get(join) ?? 0;
      const edges = graph.nodes[join]?.in ?? [];
      if ((branches & (branches - 1)) === 0 || edges.length < 2) continue;
      const rows = broughtTo(join, keys, region);
      const gained = keys.row();
      for (const { target } of fork.out) if (target !== join) addRow(gained, rows.get(target) ?? gained);
      for (const { index, source, kind } of edges) {
        const own = source === fork.index;
        if (own ? kind === "error" : !passed(fork, source)) continue;
        const known = gains.get(index);
        if (known === undefined) gains.set(index, gained.slice());
        else addRow(known, gained);
      }
    }
  }
  return gains;
}
