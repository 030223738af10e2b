import type { Edge, Flowchart, Subgraph } from "../mermaid/flowchart.ts";
import type { Registry, RegistryEntry } from "../registry/entry.ts";
import type { SourceFile, Span } from "../text/source-file.ts";

export type NodeKind = "startEnd" | "process" | "decision" | "error";
export type Access = "read" | "write" | "read-write";

/** An arrow that a run may take. */
export interface GraphEdge {
  /** Place in `Graph.edges`. */
  readonly index: number;
  /** Indices into `Graph.nodes`. */
  readonly source: number;
  readonly target: number;
  /** As compared: no `<br/>`, entities decoded, one space between words; null when unlabelled. */
  readonly label: string | null;
  /** `error`: taken when the handler of a process fails for good. */
  readonly kind: "control" | "error";
  readonly drawn: Edge;
}

/** A step of the graph: a node of the diagram that is no store, joined with its registry entry. */
export interface GraphNode {
  /** Place in `Graph.nodes`, which is the order in which the diagram defines them (label and shape, else first mention). */
  readonly index: number;
  readonly id: string;
  readonly kind: NodeKind;
  /** The registry's label when registered, else the drawn one; markup removed. */
  readonly label: string;
  /** Innermost subgraph's id; null outside every lane. */
  readonly lane: string | null;
  readonly entry: RegistryEntry | null;
  /** Control edges out, in the diagram's order; the error edge is not among them. */
  readonly out: readonly GraphEdge[];
  readonly errorEdge: GraphEdge | null;
  /** All edges in, error edges too. */
  readonly in: readonly GraphEdge[];
  /** A decision's labels, in the diagram's order; empty otherwise. */
  readonly outcomes: readonly string[];
  /** Stores that the diagram wires, in the diagram's order. */
  readonly stores: readonly {
    readonly store: string;
    readonly access: Access;
    readonly spans: readonly Span[];
  }[];
  /** Where the node is defined in the diagram. */
  readonly span: Span;
}

export interface GraphStore {
  readonly id: string;
  readonly label: string;
  readonly lane: string | null;
  readonly readers: readonly string[];
  readonly writers: readonly string[];
  readonly span: Span;
}

/** Diagram and registry linked. Plain data, made once, shared by runner, checks and reports. */
export interface Graph {
  readonly diagram: SourceFile;
  readonly flowchart: Flowchart;
  /** Null when a diagram is run without a registry. */
  readonly registry: Registry | null;
  readonly nodes: readonly GraphNode[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly edges: readonly GraphEdge[];
  readonly stores: ReadonlyMap<string, GraphStore>;
  /** `startEnd` nodes without a control edge in. */
  readonly entries: readonly number[];
  readonly lanes: readonly Subgraph[];
  /** SHA-256 (hex) over nodes, kinds, edges, labels and wiring; layout and comments do not count. */
  readonly hash: string;
}
