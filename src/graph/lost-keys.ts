import { orderFrom } from "./data-flow-forward.ts";
import { edgesFrom } from "./data-flow-keys.ts";
import type { DeclaredProgram } from "./program.ts";
import { isRepeatable } from "./repeatable.ts";

/** A live value that a step needs and that a resumed run may not have; nodes are indices. */
export interface LostKey {
  readonly key: string;
  /** The step that needs it. */
  readonly node: number;
  /** The nearest step that wrote it and is not run again. */
  readonly writer: number;
}

/** By node, the keys of `wanted` that it writes so that no resumed run has them, and those that it writes otherwise. */
interface Writes {
  readonly lost: readonly string[];
  readonly anew: readonly string[];
}

function writesOf({ graph, state, steps }: DeclaredProgram): readonly Writes[] {
  return graph.nodes.map((node) => {
    const step = steps[node.index] ?? null;
    const live = (step?.writes ?? []).filter((key) => state[key]?.flags.transient === true);
    if (step === null || live.length === 0) return { lost: [], anew: [] };
    return isRepeatable(node, step) ? { lost: [], anew: live } : { lost: live, anew: [] };
  });
}

/**
 * Live values are never stored, so a run that is resumed gets them back only from steps that are run again for them, see
 * `isRepeatable`. Follows what other steps wrote along all edges, as far as nobody writes it anew: one pass over the graph
 * and few more for its loops. Nothing is followed in a graph where every writer of a live value can be run again.
 */
export function lostKeys(program: DeclaredProgram): readonly LostKey[] {
  const { graph, steps } = program;
  const writes = writesOf(program);
  if (writes.every(({ lost }) => lost.length === 0)) return [];
  const root = graph.nodes.length;
  const all = graph.nodes.map(({ index }) => index);
  const targets = graph.nodes.map((node) => edgesFrom(node).map(({ target }) => target));
  const order = orderFrom(root, (node) => (node === root ? all : (targets[node] ?? [])));
  /** Lost keys that can come to a node, each with the nearest writer in the order of the walk. */
  const before = graph.nodes.map(() => new Map<string, number>());
  for (let changed = true; changed;) {
    changed = false;
    for (const index of order) {
      const { lost, anew } = writes[index] ?? { lost: [], anew: [] };
      const come = before[index] ?? [];
      for (const target of targets[index] ?? []) {
        const there = before[target];
        if (there === undefined) continue;
        const size = there.size;
        for (const key of lost) if (!there.has(key)) there.set(key, index);
        for (const [key, writer] of come) if (!there.has(key) && !anew.includes(key)) there.set(key, writer);
        changed ||= there.size > size;
      }
    }
  }
  return graph.nodes.flatMap(({ index }) =>
    (steps[index]?.reads ?? []).flatMap((key) => {
      const writer = before[index]?.get(key);
      return writer === undefined ? [] : [{ key, node: index, writer }];
    }),
  );
}
