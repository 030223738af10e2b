import type { Reporter } from "../diagnostics/reporter.ts";
import type { Edge } from "../mermaid/flowchart.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphCode } from "./codes.ts";
import type { Graph } from "./graph.ts";
import type { Misdrawn } from "./roles.ts";
import type { RefusedEdge } from "./sort-edges.ts";

/** What the rules look at: the graph, and what the picture holds beyond it. */
export interface GraphFacts {
  readonly graph: Graph;
  readonly misdrawn: readonly Misdrawn[];
  readonly refused: readonly RefusedEdge[];
  readonly repeated: readonly { readonly edge: Edge; readonly first: Edge }[];
  /** Reports a place of the diagram. */
  readonly inDiagram: Reporter<GraphCode>;
  /** Reports a place of the registry; null without one. */
  readonly inRegistry: Reporter<GraphCode> | null;
}

/** One rule: a pure function of the facts. */
export type GraphRule = (facts: GraphFacts) => Diagnostic[];
