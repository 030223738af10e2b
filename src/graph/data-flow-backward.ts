import { edgesFrom } from "./data-flow-keys.ts";
import type { FlowKeys } from "./data-flow-keys.ts";
import { orderFrom } from "./data-flow-forward.ts";
import { addRow, sameRow } from "./key-rows.ts";
import type { Row } from "./key-rows.ts";

/** For each node the keys that a step behind it may read. A step that is not written yet may read everything. */
export function readAfter(keys: FlowKeys): readonly Row[] {
  const { nodes } = keys.graph;
  const root = nodes.length;
  const all = nodes.map(({ index }) => index);
  const targets = nodes.map((node) => edgesFrom(node).map(({ target }) => target));
  const order = orderFrom(root, (node) => (node === root ? all : (targets[node] ?? []))).toReversed();
  const rows = nodes.map(() => keys.row());
  for (let changed = true; changed;) {
    changed = false;
    for (const index of order) {
      const row = keys.row();
      for (const target of targets[index] ?? []) {
        const step = keys.steps[target] ?? null;
        addRow(row, step === null ? keys.full() : step.read);
        addRow(row, rows[target] ?? row);
      }
      const known = rows[index];
      if (known === undefined || sameRow(row, known)) continue;
      rows[index] = row;
      changed = true;
    }
  }
  return rows;
}
