import type { StepDefinition } from "../definition/step.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";

type Definitions = readonly (StepDefinition | null)[];

function readsKey(definition: StepDefinition | null | undefined, key: string): boolean {
  return definition != null && (definition.reads.includes(key) || Object.hasOwn(definition.optional, key));
}

function writesKey(definition: StepDefinition | null | undefined, key: string): boolean {
  return definition?.writes.includes(key) === true;
}

/**
 * Walks from a step along edges and collects what `meets` names, until a step writes the key: what lies behind it has
 * another value.
 */
function walk(
  graph: Graph,
  start: GraphNode,
  step: {
    neighbours(node: GraphNode): readonly number[];
    meets(index: number): boolean;
    ends(index: number): boolean;
  },
): readonly string[] {
  const seen = new Set(step.neighbours(start));
  const met: number[] = [];
  for (const index of seen) {
    if (step.meets(index)) met.push(index);
    const node = graph.nodes[index];
    if (node === undefined || step.ends(index)) continue;
    for (const next of step.neighbours(node)) seen.add(next);
  }
  return met.toSorted((a, b) => a - b).map((index) => graph.nodes[index]?.id ?? "");
}

/** The steps whose value of a key a step may find when it reads it. Empty: the value comes with the run's input. */
export function writersBefore(
  graph: Graph,
  definitions: Definitions,
  node: GraphNode,
  key: string,
): readonly string[] {
  const writes = (index: number): boolean => writesKey(definitions[index], key);
  return walk(graph, node, {
    neighbours: (at) => at.in.map(({ source }) => source),
    meets: writes,
    ends: writes,
  });
}

/** The steps that may find the value of a key that a step has written. */
export function readersAfter(
  graph: Graph,
  definitions: Definitions,
  node: GraphNode,
  key: string,
): readonly string[] {
  return walk(graph, node, {
    neighbours: (at) =>
      [...at.out, ...(at.errorEdge === null ? [] : [at.errorEdge])].map(({ target }) => target),
    meets: (index) => readsKey(definitions[index], key),
    ends: (index) => writesKey(definitions[index], key),
  });
}
