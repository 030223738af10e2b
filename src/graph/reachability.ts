import { componentsOf } from "./components.ts";
import type { Graph } from "./graph.ts";

/** Which node of one graph can come to which, along control and error edges. */
export interface Reachability {
  /** True when a path of one edge or more leads from `from` to `to` (indices of nodes). */
  canReach(from: number, to: number): boolean;
}

/** The components from `first` up that can come to component `first`, as far as anybody asked. */
interface Row {
  bits: Uint32Array;
  /** Components below this one are decided. */
  decided: number;
}

/**
 * Reachability by strongly connected component. Components are numbered from the sinks up, so a row is filled in
 * one pass from its target upwards. Rows are made for targets that are asked for (the runner asks about joins) and only as far
 * up as the asking branch: the full table would take n² bits, 300 MB for a chain of 50,000 nodes.
 * The answers are cached, so share one per graph.
 */
export function reachability(graph: Graph): Reachability {
  const { of, cyclic, successors } = componentsOf(graph);
  const rows = new Map<number, Row>();

  function extend(row: Row, target: number, upTo: number): void {
    const words = ((upTo - target) >> 5) + 1;
    if (row.bits.length < words) {
      const grown = new Uint32Array(Math.max(words, row.bits.length * 2));
      grown.set(row.bits);
      row.bits = grown;
    }
    for (let component = row.decided; component <= upTo; component++) {
      const reaches = (successors[component] ?? []).some((next) => next >= target && has(row, next - target));
      if (reaches) set(row, component - target);
    }
    row.decided = upTo + 1;
  }

  return {
    canReach(from, to) {
      const source = of[from];
      const target = of[to];
      if (source === undefined || target === undefined || source < target) return false;
      if (source === target) return cyclic[source] === 1;
      let row = rows.get(target);
      if (row === undefined) {
        row = { bits: new Uint32Array([1]), decided: target + 1 };
        rows.set(target, row);
      }
      if (row.decided <= source) extend(row, target, source);
      return has(row, source - target);
    },
  };
}

function has(row: Row, bit: number): boolean {
  return (((row.bits[bit >> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

function set(row: Row, bit: number): void {
  row.bits[bit >> 5] = (row.bits[bit >> 5] ?? 0) | (1 << (bit & 31));
}
