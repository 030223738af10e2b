import type { Edge } from "../mermaid/flowchart.ts";
import type { Access } from "./graph.ts";
import type { Role } from "./roles.ts";

/** Why no run can take an edge. */
export type Refusal =
  | "at-lane"
  | "control-at-store"
  | "dotted-steps"
  | "dotted-stores"
  | "data-direction"
  | "no-arrow"
  | "odd-arrow"
  | "two-way";

export interface RefusedEdge {
  readonly edge: Edge;
  readonly why: Refusal;
}

export interface DataEdge {
  readonly edge: Edge;
  readonly step: string;
  readonly store: string;
  readonly access: Exclude<Access, "read-write">;
}

/** The edges of a picture by what they mean to a run; lines that are layout only are in none of the lists. */
export interface SortedEdges {
  readonly control: readonly Edge[];
  readonly data: readonly DataEdge[];
  readonly refused: readonly RefusedEdge[];
}

function refusalOf(edge: Edge, source: Role["kind"], target: Role["kind"]): Refusal | undefined {
  if (source === "lane" || target === "lane") return "at-lane";
  const stores = (source === "store" ? 1 : 0) + (target === "store" ? 1 : 0);
  if (edge.stroke === "dotted") {
    if (stores === 0) return "dotted-steps";
    if (stores === 2) return "dotted-stores";
    return edge.startArrow === "none" && edge.endArrow === "point" ? undefined : "data-direction";
  }
  if (stores > 0) return "control-at-store";
  if (edge.startArrow !== "none") return "two-way";
  if (edge.endArrow === "none") return "no-arrow";
  return edge.endArrow === "point" ? undefined : "odd-arrow";
}

/** Tells control edges, data edges and the ones that mean nothing apart. */
export function sortEdges(edges: readonly Edge[], roles: ReadonlyMap<string, Role>): SortedEdges {
  const control: Edge[] = [];
  const data: DataEdge[] = [];
  const refused: RefusedEdge[] = [];
  for (const edge of edges) {
    if (edge.stroke === "invisible") continue;
    const source = roles.get(edge.source)?.kind ?? "lane";
    const target = roles.get(edge.target)?.kind ?? "lane";
    const why = refusalOf(edge, source, target);
    if (why !== undefined) refused.push({ edge, why });
    else if (edge.stroke !== "dotted") control.push(edge);
    else if (source === "store") data.push({ edge, step: edge.target, store: edge.source, access: "read" });
    else data.push({ edge, step: edge.source, store: edge.target, access: "write" });
  }
  return { control, data, refused };
}
