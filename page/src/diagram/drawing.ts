import type { GraphView } from "../../../src/server/api-schemas.ts";

/** One arrow of a picture. */
export interface DrawnEdge {
  readonly source: string;
  readonly target: string;
  /** The edges that it stands for, by their places in `GraphView.edges`: several where lanes are folded. */
  readonly places: readonly number[];
}

/** What a picture shows: the text that mermaid draws, and which part of the graph each part of it stands for. */
export interface Drawing {
  readonly text: string;
  /** Id of each node in the picture, and the ids of the graph's nodes that it stands for. */
  readonly nodes: ReadonlyMap<string, readonly string[]>;
  /** Lanes drawn as boxes. */
  readonly lanes: readonly string[];
  /** Lanes drawn as one node each. */
  readonly folded: ReadonlySet<string>;
  readonly edges: readonly DrawnEdge[];
}

/** The diagram as it stands in its file. */
export function wholeDrawing(graph: GraphView): Drawing {
  return {
    text: graph.diagram,
    nodes: new Map(graph.nodes.map(({ id }) => [id, [id]])),
    lanes: graph.lanes.map(({ id }) => id),
    folded: new Set(),
    edges: graph.edges.map(({ source, target }, place) => ({ source, target, places: [place] })),
  };
}
