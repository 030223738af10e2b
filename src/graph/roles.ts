import type { Flowchart, Vertex } from "../mermaid/flowchart.ts";
import type { NodeKind } from "./graph.ts";

/** What a node of the picture is to the engine. */
export type Role =
  | { readonly kind: "step"; readonly node: NodeKind }
  | { readonly kind: "store" }
  /** The id of a subgraph, used as the end of an edge. */
  | { readonly kind: "lane" };

/** A node whose drawing says two things, or nothing the engine knows. It is linked as a process, and reported. */
export interface Misdrawn {
  readonly vertex: Vertex;
  readonly problem: "shape" | "error-class";
}

export interface Roles {
  readonly of: ReadonlyMap<string, Role>;
  readonly misdrawn: readonly Misdrawn[];
}

type Shape = "work" | "terminal" | "choice" | "store";

// The official parser's name for the brackets, then the names and aliases of the same drawing in `A@{ shape: … }`.
const shapes: ReadonlyMap<string, Shape> = new Map([
  ...["square", "rect", "rectangle", "proc", "process"].map((name) => [name, "work"] as const),
  ...["stadium", "terminal", "pill"].map((name) => [name, "terminal"] as const),
  ...["diamond", "diam", "decision", "question"].map((name) => [name, "choice"] as const),
  ...["cylinder", "cyl", "db", "database"].map((name) => [name, "store"] as const),
]);

/** What a shape name means; a node that was only named is a rectangle, as Mermaid draws it. */
function shapeOf(vertex: Vertex): Shape | undefined {
  return vertex.shape === undefined ? "work" : shapes.get(vertex.shape);
}

const kindOf: Readonly<Record<Exclude<Shape, "store">, NodeKind>> = {
  work: "process",
  terminal: "startEnd",
  choice: "decision",
};

const storeRole: Role = { kind: "store" };
const laneRole: Role = { kind: "lane" };
const stepRoles: Readonly<Record<NodeKind, Role>> = {
  startEnd: { kind: "step", node: "startEnd" },
  process: { kind: "step", node: "process" },
  decision: { kind: "step", node: "decision" },
  error: { kind: "step", node: "error" },
};

/** Gives each vertex its meaning by shape and class. */
export function rolesOf(flowchart: Flowchart): Roles {
  const lanes = new Set(flowchart.subgraphs.map((lane) => lane.id));
  const of = new Map<string, Role>();
  const misdrawn: Misdrawn[] = [];
  for (const [id, vertex] of flowchart.vertices) {
    if (lanes.has(id)) {
      of.set(id, laneRole);
      continue;
    }
    const shape = shapeOf(vertex);
    const error = vertex.classes.some((assigned) => assigned.name === "error");
    if (shape === undefined) misdrawn.push({ vertex, problem: "shape" });
    else if (error && shape !== "work") misdrawn.push({ vertex, problem: "error-class" });
    if (shape === "store") of.set(id, storeRole);
    else if (error && shape === "work") of.set(id, stepRoles.error);
    else of.set(id, stepRoles[kindOf[shape ?? "work"]]);
  }
  for (const lane of lanes) of.set(lane, laneRole);
  return { of, misdrawn };
}
