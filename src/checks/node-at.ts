import type { Diagnostic, Location } from "../diagnostics/diagnostic.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";

/** The node that a diagnostic speaks of: the one whose definition it points to, itself or as the other place. */
export function nodeAt(graph: Graph | null, { location, related }: Diagnostic): GraphNode | undefined {
  const places: readonly (Location | undefined)[] = [location, ...(related ?? [])];
  const starts = places.filter((place) => place?.file === graph?.diagram).map((place) => place?.span.start);
  return graph?.nodes.find(({ span }) => starts.includes(span.start));
}
