import { edgesFrom } from "./data-flow-keys.ts";
import type { FlowKeys } from "./data-flow-keys.ts";
import type { GraphEdge } from "./graph.ts";
import { addRow, keepRow, sameRow } from "./key-rows.ts";
import type { Row } from "./key-rows.ts";

/** What joins surely get from the branches of forks, by index of the edge that a path comes along. */
export type Gains = ReadonlyMap<number, Row>;

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
  const gained = gains?.get(edge.index);
  if (gained !== undefined) addRow(row, gained);
  return row;
}

/**
 * For each node that a run can come to from one of the entries, the keys that are written before it runs, whichever entry it was;
 * undefined for the others. Rows only lose bits (`surely`) or only win bits (`perhaps`), and most are final after the first pass.
 */
export function writtenBefore(
  keys: FlowKeys,
  entries: readonly number[],
  question: Question,
  gains: Gains | null,
): readonly (Row | undefined)[] {
  const { nodes } = keys.graph;
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
