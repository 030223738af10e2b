import { edgesFrom } from "./data-flow-keys.ts";
import type { FlowKeys } from "./data-flow-keys.ts";
import type { GraphEdge } from "./graph.ts";
import { addRow, hasBit, keepRow, sameRow, setBit } from "./key-rows.ts";
import type { Row } from "./key-rows.ts";

/** What a join surely gets from the branches of one fork, when the path to it came by the fork. */
export interface Gain {
  readonly forkBit: number;
  readonly keys: Row;
}

/** What forks bring to joins. Numbers are indices of nodes. */
export interface Gains {
  readonly ofJoin: ReadonlyMap<number, readonly Gain[]>;
  /** The bit that says that a path has come by a fork and that its branches have not all met. */
  readonly forkBits: ReadonlyMap<number, number>;
  /** Where bits of forks mean something: all bits of the keys, and those of the forks whose branches come to the node. */
  readonly scopes: ReadonlyMap<number, Row>;
  /** The scope of all other nodes. */
  readonly keysOnly: Row;
}

/** `surely`: what every path gives. `perhaps`: what any path gives. */
export type Question = "surely" | "perhaps";

/** Nodes that can be come to from one, each before those behind it as far as loops allow. */
export function orderFrom(first: number, next: (node: number) => readonly number[]): readonly number[] {
  const seen = new Set([first]);
  const done: number[] = [];
  const path = [{ node: first, targets: next(first), at: 0 }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const target = top.targets[top.at++];
    if (target === undefined) {
      done.push(top.node);
      path.pop();
    } else if (!seen.has(target)) {
      seen.add(target);
      path.push({ node: target, targets: next(target), at: 0 });
    }
  }
  return done.toReversed();
}

/** What is written when a run comes along an edge, given what was written when it came to the edge's source. */
export function carried(
  keys: FlowKeys,
  edge: GraphEdge,
  before: Row,
  question: Question,
  gains: Gains | null,
): Row {
  const step = keys.steps[edge.source] ?? null;
  // A run that comes to a step without code fails there: nothing behind it is missing because of it.
  if (step === null) return keys.full();
  const row = before.slice();
  if (edge.kind === "error") addRow(row, keys.onError);
  else if (step.always || question === "perhaps") addRow(row, step.written);
  if (gains === null) return row;
  const forkBit = edge.kind === "error" ? undefined : gains.forkBits.get(edge.source);
  if (forkBit !== undefined) setBit(row, forkBit);
  for (const gain of gains.ofJoin.get(edge.target) ?? [])
    if (hasBit(row, gain.forkBit)) addRow(row, gain.keys);
  keepRow(row, gains.scopes.get(edge.target) ?? gains.keysOnly);
  return row;
}

/**
 * For each node that a run can come to from an entry, the keys that are written before it runs, whichever entry it was;
 * undefined for the others. Rows only lose bits (`surely`) or only win bits (`perhaps`), and most are final after the first pass.
 */
export function writtenBefore(
  keys: FlowKeys,
  question: Question,
  gains: Gains | null,
): readonly (Row | undefined)[] {
  const { nodes, entries } = keys.graph;
  const targets = nodes.map((node) => edgesFrom(node).map(({ target }) => target));
  const root = nodes.length;
  const order = orderFrom(root, (node) => (node === root ? entries : (targets[node] ?? []))).slice(1);
  const isEntry = new Set(entries);
  const rows: (Row | undefined)[] = nodes.map(() => undefined);
  const combine = question === "surely" ? keepRow : addRow;
  for (let changed = true; changed;) {
    changed = false;
    for (const index of order) {
      let row: Row | undefined;
      if (isEntry.has(index)) row = (question === "surely" ? keys.given : keys.mayBeGiven).slice();
      for (const edge of nodes[index]?.in ?? []) {
        const before = rows[edge.source];
        if (before === undefined) continue;
        const along = carried(keys, edge, before, question, gains);
        if (row === undefined) row = along;
        else combine(row, along);
      }
      const known = rows[index];
      if (row === undefined || (known !== undefined && sameRow(row, known))) continue;
      rows[index] = row;
      changed = true;
    }
  }
  return rows;
}
