import type { StepDeclaration } from "../definition/step.ts";
import type { Graph } from "../graph/graph.ts";

/** Who gives each key to whom along the edges. Node ids stand in the diagram's order. */
export interface KeyNeighbours {
  /** The steps whose value of a key a step may find. Empty: the value comes with the run's input. */
  writersBefore(index: number, key: string): readonly string[];
  /** The steps that may find the value of a key that a step has written. */
  readersAfter(index: number, key: string): readonly string[];
}

interface KeyUse {
  readonly writers: Set<number>;
  readonly readers: Set<number>;
}

function usesOf(definitions: readonly (StepDeclaration | null)[]): ReadonlyMap<string, KeyUse> {
  const uses = new Map<string, KeyUse>();
  const useOf = (key: string): KeyUse => {
    const use = uses.get(key) ?? { writers: new Set(), readers: new Set() };
    uses.set(key, use);
    return use;
  };
  for (const [index, definition] of definitions.entries()) {
    if (definition === null) continue;
    for (const key of definition.writes) useOf(key).writers.add(index);
    for (const key of [...definition.reads, ...Object.keys(definition.optional)])
      useOf(key).readers.add(index);
  }
  return uses;
}

/**
 * Walks from a writer of a key to its readers. A step that writes the key too ends the way: behind it stands another
 * value. The walk is over when all readers are met, so a key that is used near its writer costs little in a large graph.
 */
function readersBehind(graph: Graph, writer: number, { writers, readers }: KeyUse): readonly number[] {
  const seen = new Set<number>();
  const ways = [writer];
  const met: number[] = [];
  for (let at = ways.pop(); at !== undefined && met.length < readers.size; at = ways.pop()) {
    const node = graph.nodes[at];
    if (node === undefined) continue;
    for (const { target } of node.errorEdge === null ? node.out : [...node.out, node.errorEdge]) {
      if (seen.has(target)) continue;
      seen.add(target);
      if (readers.has(target)) met.push(target);
      if (!writers.has(target)) ways.push(target);
    }
  }
  return met;
}

function add(lists: Map<string, number[]>, name: string, index: number): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [index]);
  else list.push(index);
}

/** Finds for every key which steps write it for which: once for a graph, then both directions are looked up. */
export function keyNeighbours(graph: Graph, definitions: readonly (StepDeclaration | null)[]): KeyNeighbours {
  const before = new Map<string, number[]>();
  const after = new Map<string, number[]>();
  for (const [key, use] of usesOf(definitions)) {
    for (const writer of use.writers) {
      for (const reader of readersBehind(graph, writer, use)) {
        add(before, `${reader} ${key}`, writer);
        add(after, `${writer} ${key}`, reader);
      }
    }
  }
  const names = (found: readonly number[] = []): readonly string[] =>
    found.toSorted((a, b) => a - b).map((index) => graph.nodes[index]?.id ?? "");
  return {
    writersBefore: (index, key) => names(before.get(`${index} ${key}`)),
    readersAfter: (index, key) => names(after.get(`${index} ${key}`)),
  };
}
