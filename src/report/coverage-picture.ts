import type { Graph } from "../graph/graph.ts";
import { coverageCounts, type Coverage } from "./coverage.ts";
import { graphPicture, type Mark } from "./graph-picture.ts";

const missed = "stroke:#d32f2f,stroke-width:2px,stroke-dasharray:5 4";
const missedNode = `fill:#ffffff,color:#b71c1c,${missed}`;

// From rarely to often. The text's colour is set too, since pages have light and dark backgrounds.
const nodeHeat = [
  "fill:#fff8e1,stroke:#bfa15a,color:#1b1b1b",
  "fill:#ffe0b2,stroke:#c77700,color:#1b1b1b",
  "fill:#ffb74d,stroke:#b55d00,color:#1b1b1b",
  "fill:#f57c00,stroke:#8a3c00,color:#1b1b1b",
  "fill:#bf360c,stroke:#6d1b00,color:#ffffff",
] as const;
const edgeHeat = [
  "stroke:#c9a75c,stroke-width:1px",
  "stroke:#c77700,stroke-width:2px",
  "stroke:#b55d00,stroke-width:3px",
  "stroke:#a34700,stroke-width:4px",
  "stroke:#8a2b00,stroke-width:5px",
] as const;

/** The place on a scale of five; each step up is many times as often, since main ways and rare ways differ by powers. */
function heat(hits: number, most: number): number {
  return most <= 1 ? 0 : Math.min(4, Math.floor((5 * Math.log(hits)) / Math.log(most)));
}

/**
 * A heat map of the graph: how often runs came to each step and over each edge, red and dashed what none took. A
 * flowchart that GitHub draws; `coverage` must be of the same graph.
 */
export function coveragePicture(graph: Graph, coverage: Coverage): string {
  const { nodes, edges } = coverage.hits;
  const most = Math.max(0, ...Object.values(nodes));
  const mark = (hits: number, scale: readonly string[], unused: string, named: boolean): Mark => ({
    note: named ? `${hits}×` : null,
    style: hits === 0 ? unused : (scale[heat(hits, most)] ?? null),
  });
  return graphPicture(graph, {
    title: coverageCounts(coverage),
    node: ({ id }) => mark(nodes[id] ?? 0, nodeHeat, missedNode, true),
    // An edge without a label is taken as often as its step is come to, unless steps fail; a number there says little.
    edge: ({ index, label }) => mark(edges[index]?.hits ?? 0, edgeHeat, missed, label !== null),
  });
}
