import type { GraphEdge, GraphNode } from "../graph/graph.ts";
import type { TakenEdges } from "../recording/taken-edges.ts";
import { codeList } from "./markdown.ts";

/** Names of recordings that one line shows. */
const mostNames = 4;

/** All edges out of a node, the `error` edge last. */
export function waysOut({ out, errorEdge }: GraphNode): readonly GraphEdge[] {
  return errorEdge === null ? out : [...out, errorEdge];
}

function runs(count: number): string {
  if (count === 0) return "no recorded run";
  return count === 1 ? "1 recorded run" : `${count} recorded runs`;
}

/** How many recordings take an edge, behind its name; nothing without recordings. */
export function timesTaken(taken: TakenEdges | null, { index }: GraphEdge): string {
  return taken === null ? "" : ` in ${runs(taken.byEdge.get(index)?.length ?? 0)}`;
}

/** A decision's labels, each with the recordings that take it. */
export function outcomeLines(taken: TakenEdges | null, node: GraphNode): readonly string[] {
  if (node.outcomes.length === 0) return [];
  if (taken === null) return [`- Outcomes: ${codeList(node.outcomes)}`];
  const lines = node.out.map(({ index, label }) => {
    const names = taken.byEdge.get(index) ?? [];
    const shown = codeList(names.slice(0, mostNames));
    const rest = names.length > mostNames ? ", …" : "";
    return `  - \`${label ?? ""}\` in ${runs(names.length)}${names.length === 0 ? "" : `: ${shown}${rest}`}`;
  });
  return ["- Outcomes:", ...lines];
}

/** Whether a node's step is only planned: no run can come there. */
function isPlanned(node: GraphNode | undefined): boolean {
  return node?.entry?.status.kind === "planned";
}

/** The edges out of a node that no recording takes, though it could. Empty without recordings. */
export function waysNotTaken(
  taken: TakenEdges | null,
  node: GraphNode,
  nodes: readonly GraphNode[],
): readonly GraphEdge[] {
  if (taken === null || isPlanned(node)) return [];
  return waysOut(node).filter(({ index, target }) => !taken.byEdge.has(index) && !isPlanned(nodes[target]));
}
