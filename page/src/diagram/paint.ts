/** How a node is drawn over the diagram as it stands in the file. All fields absent: as in the file. */
export interface NodePaint {
  /** `absent`: the run did not come here. */
  readonly state?:
    "absent" | "done" | "running" | "failed" | "retried" | "planned" | "left" | "right" | "both";
  /** 0 to 1: share of the time of the slowest. Drawn as a ramp of colour and told as text. */
  readonly heat?: number;
  /** Short text at the node's upper right corner, such as `12 ms` or `3×`. */
  readonly badge?: string;
  /** What a screen reader says after the label, and what the tooltip shows. */
  readonly note?: string;
}

/** How an edge is drawn. */
export interface EdgePaint {
  readonly state?: "absent" | "taken" | "latest" | "failed" | "left" | "right" | "both";
  /** Times taken; more than one is shown beside the label. */
  readonly count?: number;
  /** Shown beside the label in place of the count. */
  readonly text?: string;
  /** 0 to 1 of all that left its source; sets the width. */
  readonly share?: number;
  readonly note?: string;
}

/** What is drawn over the diagram. Edges by their place in `GraphView.edges`. */
export interface DiagramPaint {
  readonly nodes: ReadonlyMap<string, NodePaint>;
  readonly edges: ReadonlyMap<number, EdgePaint>;
}

/** What a diagram on the screen can do. */
export interface DiagramHandle {
  /** Brings a node into view; keeps the zoom when the node is legible. */
  show(node: string): void;
  fit(): void;
  /** Brings a node into view if labels cannot be read as it stands. */
  makeLegible(node: string): void;
  zoom(factor: number): void;
}

/** Properties of the component `Diagram` (page/src/diagram/diagram.tsx). */
export interface DiagramProps {
  readonly paint: DiagramPaint | null;
  readonly selected: string | null;
  readonly onSelect: (node: string | null) => void;
  readonly onReady: (handle: DiagramHandle) => void;
}
