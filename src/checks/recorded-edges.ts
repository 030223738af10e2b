import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphEdge, GraphNode } from "../graph/graph.ts";
import { takenEdges } from "../recording/taken-edges.ts";
import type { TakenEdges } from "../recording/taken-edges.ts";
import type { Facts } from "./facts.ts";

/** What the project's recordings took of its graph; null without recordings or without a graph. */
export function recordedEdges({ graph, runs }: Pick<Facts, "graph" | "runs">): TakenEdges | null {
  return graph === null || runs === null ? null : takenEdges(graph, runs.recordings);
}

function isPlanned(node: GraphNode | undefined): boolean {
  return node?.entry?.status.kind === "planned";
}

/** A diagnostic for every edge that no recording takes, where `tell` makes one; steps that are only planned cannot be run. */
export function unrecordedEdges(
  facts: Facts,
  tell: (edge: GraphEdge, source: GraphNode, target: GraphNode) => Diagnostic | null,
): readonly Diagnostic[] {
  const { graph } = facts;
  const taken = recordedEdges(facts);
  if (graph === null || taken === null) return [];
  return graph.edges.flatMap((edge) => {
    const [source, target] = [graph.nodes[edge.source], graph.nodes[edge.target]];
    if (taken.byEdge.has(edge.index) || source === undefined || target === undefined) return [];
    return isPlanned(source) || isPlanned(target) ? [] : (tell(edge, source, target) ?? []);
  });
}
