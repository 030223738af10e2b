import type { StepDefinition } from "../definition/step.ts";
import type { StateDefinition } from "../definition/state.ts";
import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import type { Program } from "../graph/program.ts";

/** What stands at the end of each edge that leaves the slice. */
const exit = (node: string): StepDefinition => ({
  kind: "ragstep/step",
  node,
  reads: [],
  optional: {},
  writes: [],
  attrs: [],
  outcomes: undefined,
  pure: true,
  run: () => undefined,
});

/** Inside a slice any key may come from outside: what the steps before would have written. */
function openState(state: StateDefinition): StateDefinition {
  return Object.fromEntries(
    Object.entries(state).map(([name, { schema, flags }]) => [
      name,
      { schema, flags: { ...flags, input: "optional" as const } },
    ]),
  );
}

/**
 * The part of a program that `ids` name, with the edges out of them. A node outside that such an edge leads to becomes
 * an end that does nothing, so the run shows by which door it left. Throws a `TypeError` for an id that is not drawn.
 */
export function sliceProgram(program: Program, ids: Iterable<string>): Program {
  const { graph } = program;
  const inside = new Set<number>();
  for (const id of ids) {
    const index = graph.indexOf.get(id);
    if (index === undefined) throw new TypeError(`\`${id}\` is not drawn in ${graph.diagram.path}.`);
    inside.add(index);
  }
  const kept = graph.edges.filter((edge) => inside.has(edge.source));
  const members = new Set([...inside, ...kept.map((edge) => edge.target)]);
  const originals = graph.nodes.filter((node) => members.has(node.index));
  const newIndex = new Map(originals.map((node, index) => [node.index, index]));
  const at = (index: number): number => newIndex.get(index) ?? -1;
  const edges: GraphEdge[] = kept.map((edge, index) => ({
    ...edge,
    index,
    source: at(edge.source),
    target: at(edge.target),
  }));
  const nodes: GraphNode[] = originals.map((node, index) => {
    const own = edges.filter((edge) => edge.source === index);
    const outside = !inside.has(node.index);
    return {
      ...node,
      index,
      kind: outside ? "startEnd" : node.kind,
      entry: outside ? null : node.entry,
      out: own.filter((edge) => edge.kind === "control"),
      errorEdge: own.find((edge) => edge.kind === "error") ?? null,
      in: edges.filter((edge) => edge.target === index),
      outcomes: outside ? [] : node.outcomes,
      stores: outside ? [] : node.stores,
    };
  });
  const sliced: Graph = {
    ...graph,
    nodes,
    edges,
    indexOf: new Map(nodes.map((node) => [node.id, node.index])),
    entries: [],
    hash: `${graph.hash}/${[...inside].toSorted((a, b) => a - b).join(",")}`,
  };
  return {
    graph: sliced,
    state: openState(program.state),
    steps: originals.map((node) =>
      inside.has(node.index) ? (program.steps[node.index] ?? null) : exit(node.id),
    ),
  };
}
