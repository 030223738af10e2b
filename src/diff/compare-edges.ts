import type { Graph, GraphEdge } from "../graph/graph.ts";
import type { Edge } from "../mermaid/flowchart.ts";
import type { Change, EdgeMatch } from "./change.ts";
import type { NodeMatch } from "./match-nodes.ts";

function idOf({ nodes }: Graph, index: number): string {
  return nodes[index]?.id ?? "";
}

/** `A → B`, `A -Yes→ B`. */
export function edgeName(graph: Graph, { source, target, label }: GraphEdge): string {
  return `${idOf(graph, source)} ${label === null ? "→" : `-${label}→`} ${idOf(graph, target)}`;
}

const labelOf = (edge: GraphEdge): string => edge.label ?? "\0";

/** Pairs the edges of two versions: the same ones first, then those with another label, then those that lead elsewhere. */
export function matchEdges(before: Graph, after: Graph, nodes: NodeMatch): readonly EdgeMatch[] {
  const matched = new Map<GraphEdge, EdgeMatch>();
  let left = before.edges;
  const nameOf = (index: number): string =>
    nodes.after.get(idOf(before, index)) ?? `- ${idOf(before, index)}`;
  const source = (edge: GraphEdge, old: boolean): string =>
    old ? nameOf(edge.source) : idOf(after, edge.source);
  const target = (edge: GraphEdge, old: boolean): string =>
    old ? nameOf(edge.target) : idOf(after, edge.target);
  const pair = (
    kind: EdgeMatch["kind"],
    ...parts: readonly ((edge: GraphEdge, old: boolean) => string)[]
  ): void => {
    const keyOf = (edge: GraphEdge, old: boolean): string => parts.map((part) => part(edge, old)).join("\n");
    const open = new Map<string, GraphEdge[]>();
    for (const edge of after.edges) {
      if (matched.has(edge)) continue;
      const key = keyOf(edge, false);
      const known = open.get(key);
      if (known === undefined) open.set(key, [edge]);
      else known.push(edge);
    }
    left = left.filter((edge) => {
      const other = open.get(keyOf(edge, true))?.shift();
      if (other !== undefined) matched.set(other, { kind, before: edge, after: other });
      return other === undefined;
    });
  };
  pair("kept", source, target, labelOf);
  pair("relabelled", source, target);
  pair("rewired", source, labelOf);
  return [
    ...after.edges.map(
      (edge): EdgeMatch => matched.get(edge) ?? { kind: "added", before: null, after: edge },
    ),
    ...left.map((edge): EdgeMatch => ({ kind: "removed", before: edge, after: null })),
  ];
}

/** The edges that differ, in words. An edge counts as the same when only its ends have other names. */
export function edgeChanges(before: Graph, after: Graph, edges: readonly EdgeMatch[]): readonly Change[] {
  return edges.flatMap(({ kind, before: old, after: now }): readonly Change[] => {
    const was = old === null ? null : edgeName(before, old);
    const is = now === null ? null : edgeName(after, now);
    if (kind === "kept") {
      const stroke = [old?.drawn.stroke, now?.drawn.stroke];
      if (stroke[0] === stroke[1]) return [];
      const [from = null, to = null] = stroke;
      return [
        { area: "edge", change: "changed", subject: is ?? "", field: "stroke", before: from, after: to },
      ];
    }
    const field = kind === "relabelled" ? "label" : kind === "rewired" ? "target" : null;
    return [{ area: "edge", change: kind, subject: is ?? was ?? "", field, before: was, after: is }];
  });
}

/** Lines that are no edge of the graph: links to stores are compared as wiring, the rest as it is written. */
function otherLines({ flowchart, edges, stores }: Graph, nameOf: (id: string) => string): readonly string[] {
  const drawn = new Set<Edge>(edges.map((edge) => edge.drawn));
  const wired = ({ source, target, stroke }: Edge): boolean =>
    stroke === "dotted" && stores.has(source) !== stores.has(target);
  return flowchart.edges
    .filter(
      (edge) => !drawn.has(edge) && !(wired(edge) && edge.endArrow === "point" && edge.startArrow === "none"),
    )
    .map(
      ({ source, target, label, stroke, startArrow, endArrow }) =>
        `${nameOf(source)} ${target === "" ? "" : nameOf(target)} (${[stroke, startArrow, endArrow, label?.text ?? ""].join(" ").trim()})`,
    );
}

const lineChange = (change: "added" | "removed", subject: string): Change => {
  return { area: "line", change, subject, field: null, before: null, after: null };
};

/** Lines that the engine gives no meaning, such as `A --- B`, added and removed. */
export function lineChanges(before: Graph, after: Graph, nodes: NodeMatch): readonly Change[] {
  const left = [...otherLines(before, (id) => nodes.after.get(id) ?? id)];
  const added = otherLines(after, (id) => id).filter((line) => {
    const at = left.indexOf(line);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return [
    ...added.map((name) => lineChange("added", name)),
    ...left.map((name) => lineChange("removed", name)),
  ];
}
