import { orderFrom } from "./data-flow-forward.ts";

/**
 * For each node the first one that every way out of it passes, among the nodes of a part of a graph; -1 when there is none.
 * After Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm", on the edges turned around.
 */
export function postDominators(
  targets: readonly (readonly number[])[],
  part: readonly boolean[],
): Int32Array {
  const size = targets.length;
  const exit = size;
  const inside = targets.map((list, node) => (part[node] === true ? list.filter((next) => part[next]) : []));
  const sources: number[][] = Array.from({ length: size + 1 }, () => []);
  for (const [node, list] of inside.entries()) {
    if (part[node] !== true) continue;
    for (const next of list) sources[next]?.push(node);
    if (list.length === 0) sources[exit]?.push(node);
  }
  const order = orderFrom(exit, (node) => sources[node] ?? []);
  const rank = new Int32Array(size + 1).fill(-1);
  for (const [at, node] of order.entries()) rank[node] = at;
  const parent = new Int32Array(size + 1).fill(-1);
  parent[exit] = exit;

  function common(a: number, b: number): number {
    let [one, other] = [a, b];
    while (one !== other) {
      if ((rank[one] ?? 0) > (rank[other] ?? 0)) one = parent[one] ?? exit;
      else other = parent[other] ?? exit;
    }
    return one;
  }
  for (let changed = true; changed;) {
    changed = false;
    for (const node of order) {
      if (node === exit) continue;
      const list = inside[node] ?? [];
      let found = list.length === 0 ? exit : -1;
      for (const next of list) if ((parent[next] ?? -1) >= 0) found = found < 0 ? next : common(found, next);
      if (found === parent[node]) continue;
      parent[node] = found;
      changed = true;
    }
  }
  return parent.slice(0, size).map((node) => (node === exit ? -1 : node));
}
