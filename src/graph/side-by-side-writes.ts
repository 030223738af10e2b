import { componentsOf } from "./components.ts";
import { walkForks } from "./forks.ts";
import type { ForkPlace } from "./forks.ts";
import type { Graph } from "./graph.ts";

/** Two steps that run side by side behind a fork and write one key; indices of nodes, in the diagram's order. */
export interface SideBySideWrite {
  readonly key: string;
  readonly fork: number;
  readonly first: number;
  readonly second: number;
}

/** The keys that several nodes write, each with a bit; those above share the last bit. */
function contested(writes: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const seen = new Set<string>();
  const bits = new Map<string, number>();
  for (const keys of writes) {
    for (const key of keys) {
      if (seen.has(key) && !bits.has(key)) bits.set(key, 1 << Math.min(bits.size, sharedBit));
      seen.add(key);
    }
  }
  return bits;
}

const sharedBit = 30;

/**
 * The ends that what a node writes can come to, as bits; two values can meet when they have one in common. A step that
 * fails has written nothing, so its own `error` edge takes nothing there.
 */
function endsBehind(graph: Graph): (node: number) => bigint {
  const { of, successors } = componentsOf(graph);
  const ends: bigint[] = [];
  let count = 0n;
  // Edges lead from greater to smaller numbers, so what is behind a component is known before it.
  for (const [first, ...others] of successors) {
    if (first === undefined) ends.push(1n << count++);
    else ends.push(others.reduce((all, next) => all | (ends[next] ?? 0n), ends[first] ?? 0n));
  }
  return (node) =>
    (graph.nodes[node]?.out ?? []).reduce((all, { target }) => all | (ends[of[target] ?? -1] ?? 0n), 0n);
}

/** Writers of one key on the same branches, each with an end that those before it do not come to. */
interface Writers {
  readonly nodes: number[];
  /** The ends of all of them. */
  ends: bigint;
}

/**
 * For each fork and key the first two writers that share no branch of it and whose values can meet. `writes` are the
 * keys of each node for which two values are a conflict. What is found can happen in a run; a step that a decision or a
 * failure keeps on one of the ways to the other writer shares a branch with it and is not found.
 */
export function sideBySideWrites(
  graph: Graph,
  writes: readonly (readonly string[])[],
): readonly SideBySideWrite[] {
  const bits = contested(writes);
  const endsOf = endsBehind(graph);
  const found: SideBySideWrite[] = [];
  let current = -1;
  /** Behind the current fork: by key, for each set of branches the writers. */
  let writers = new Map<string, Map<number, Writers>>();
  let settled = new Set<string>();

  function look(fork: number, node: number, key: string, { branches }: ForkPlace): boolean {
    const known = writers.get(key) ?? new Map<number, Writers>();
    writers.set(key, known);
    const ends = endsOf(node);
    for (const [set, others] of known) {
      if ((set & branches) !== 0 || (others.ends & ends) === 0n) continue;
      const other = others.nodes.find((one) => (endsOf(one) & ends) !== 0n) ?? node;
      found.push({ key, fork, first: Math.min(other, node), second: Math.max(other, node) });
      return true;
    }
    const same = known.get(branches) ?? { nodes: [], ends: 0n };
    known.set(branches, same);
    if ((same.ends | ends) !== same.ends) {
      same.nodes.push(node);
      same.ends |= ends;
    }
    return false;
  }

  walkForks(graph, {
    interest: (node) => (writes[node] ?? []).reduce((all, key) => all | (bits.get(key) ?? 0), 0),
    visit(fork, place) {
      if (fork.index !== current) {
        current = fork.index;
        writers = new Map();
        settled = new Set();
      }
      let done = 0;
      for (const node of place.nodes) {
        for (const key of writes[node] ?? []) {
          const bit = bits.get(key) ?? 0;
          if (bit === 0 || settled.has(key) || !look(fork.index, node, key, place)) continue;
          settled.add(key);
          // The last bit stands for several keys, which are not settled with one of them.
          if (bit !== 1 << sharedBit) done |= bit;
        }
      }
      return done;
    },
    again() {
      writers = new Map();
    },
  });
  return found;
}
