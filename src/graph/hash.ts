import type { GraphEdge, GraphNode } from "./graph.ts";

/**
 * SHA-256 (hex) of what decides how a run moves: node ids, kinds, edges with their labels, and wiring, in the
 * diagram's order, because branches merge in that order. Node labels, lanes, comments and styles do not count.
 */
export function hashOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string {
  // Only who keeps or resumes runs asks for it, and the library takes as long to load as a graph takes to link.
  const hash = process.getBuiltinModule("node:crypto").createHash("sha256");
  hash.update(
    JSON.stringify(
      nodes.map((node) => [node.id, node.kind, ...node.stores.map((wired) => [wired.store, wired.access])]),
    ),
  );
  hash.update("\n");
  hash.update(JSON.stringify(edges.map((edge) => [edge.source, edge.target, edge.label, edge.kind])));
  return hash.digest("hex");
}
