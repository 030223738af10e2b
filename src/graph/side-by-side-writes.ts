import { componentsOf } from "./components.ts";
import { walkForks } from "./forks.ts";
import type { ForkPlace } from "./forks.ts";
import type { Graph } from "./graph.ts";
import { reachability } from "./reachability.ts";

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

/** Whether two nodes come to a common end: only then the values of their branches meet. */
function meetings(graph: Graph): (a: number, b: number) => boolean {
  const reach = reachability(graph);
  const { of, successors } = componentsOf(graph);
  const isLast = (node: number): boolean => successors[of[node] ?? -1]?.length === 0;
  const ends = graph.nodes.map(({ index }) => index).filter(isLast);
  const comesTo = (from: number, end: number): boolean => from === end || reach.canReach(from, end);
  return (a, b) => ends.some((end) => comesTo(a, end) && comesTo(b, end));
}

/**
 * For each fork and key the first two writers on different branches that come together again. `writes` are the keys of
 * each node for which two values are a conflict.
 */
export function sideBySideWrites(
  graph: Graph,
  writes: readonly (readonly string[])[],
): readonly SideBySideWrite[] {
  const bits = contested(writes);
  const meet = meetings(graph);
  const found: SideBySideWrite[] = [];
  let current = -1;
  /** Behind the current fork: by key, for each set of branches one writer. */
  let writers = new Map<string, Map<number, number>>();
  let settled = new Set<string>();

  function look(fork: number, node: number, key: string, { branches }: ForkPlace): boolean {
    const known = writers.get(key) ?? new Map<number, number>();
    writers.set(key, known);
    for (const [others, other] of known) {
      if ((others & branches) !== 0 || !meet(other, node)) continue;
      found.push({ key, fork, first: Math.min(other, node), second: Math.max(other, node) });
      return true;
    }
    if (!known.has(branches)) known.set(branches, node);
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
  });
  return found;
}
