import { reporterOf } from "../diagnostics/reporter.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import { moveCodes } from "./move-codes.ts";
import type { Joined } from "./remove-from-diagram.ts";

/** `` `ConfidenceCheck` (Yes) `` */
function wayText({ nodes }: Graph, { target, label }: GraphEdge): string {
  return `\`${nodes[target]?.id ?? ""}\`${label === null ? "" : ` (${label})`}`;
}

function unclear({ diagram }: Graph, { span }: GraphNode, message: string, hint: string): Diagnostic {
  return reporterOf(moveCodes, diagram)("ways-unclear", span, message, { hint });
}

/** The nodes that a step goes on to, itself left out. */
function waysOn({ index, out }: GraphNode): readonly GraphEdge[] {
  const targets = new Set<number>();
  return out.filter(({ target }) => {
    const isNew = target !== index && !targets.has(target);
    targets.add(target);
    return isNew;
  });
}

/** Whether a step has an edge already that says the same as the one joined. */
function isDrawn({ nodes }: Graph, { source, label }: GraphEdge, target: number): boolean {
  const from = nodes[source];
  const edges = [...(from?.out ?? []), ...(from?.errorEdge ? [from.errorEdge] : [])];
  return edges.some((edge) => edge.target === target && edge.label === label);
}

/**
 * Where the ways into a step lead without it: to the one step that it goes on to, or to `to`. Null when that cannot be
 * told, with what to say instead.
 */
export function joinedWays(graph: Graph, node: GraphNode, to: GraphNode | null): Result<Joined | null> {
  const ways = node.in.filter(({ source }) => source !== node.index);
  if (ways.length === 0) return { value: { edges: new Set(), target: null }, diagnostics: [] };
  const on = waysOn(node);
  const [only, second] = on;
  const command = `ragstep remove ${node.id} --reason "…" --to`;
  const from = [...new Set(ways.map(({ source }) => `\`${graph.nodes[source]?.id ?? ""}\``))].join(", ");
  if (to === null && (only === undefined || second !== undefined)) {
    const goes = on.map((edge) => wayText(graph, edge)).join(", ");
    const example = graph.nodes[only?.target ?? -1]?.id ?? "<Step>";
    const message =
      only === undefined
        ? `Nothing comes after \`${node.id}\`, so what leads into it (${from}) would lead nowhere.`
        : `\`${node.id}\` goes on to ${goes}, so it cannot be told where ${from} should lead without it.`;
    return { value: null, diagnostics: [unclear(graph, node, message, `${command} ${example}`)] };
  }
  const target = to ?? graph.nodes[only?.target ?? -1] ?? node;
  const loop = ways.find(({ source }) => source === target.index);
  if (loop !== undefined) {
    const message = `\`${target.id}\` leads into \`${node.id}\` and would lead into itself without it.`;
    const hint = `ragstep disconnect ${target.id} ${node.id}, or ${command} <another step>`;
    return { value: null, diagnostics: [unclear(graph, node, message, hint)] };
  }
  const drawn = new Map(graph.flowchart.edges.map((edge, at) => [edge, at]));
  const places = ways
    .filter((edge) => !isDrawn(graph, edge, target.index))
    .map((edge) => drawn.get(edge.drawn))
    .filter((at) => at !== undefined);
  return { value: { edges: new Set(places), target: target.id }, diagnostics: [] };
}
