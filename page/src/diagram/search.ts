import type { GraphView } from "../../../src/server/api-schemas.ts";

type NodeView = GraphView["nodes"][number];

/** A node that a search found. */
export interface Found {
  readonly node: NodeView;
  /** What fits, such as `reads user`; empty when it is what the list shows anyway. */
  readonly why: string;
}

/** How well something fits: smaller is better. */
interface Fit {
  readonly rank: number;
  readonly why: string;
}

function among(text: string, wanted: string, rank: number): readonly Fit[] {
  const lower = text.toLowerCase();
  if (lower === wanted) return [{ rank, why: "" }];
  if (lower.startsWith(wanted)) return [{ rank: rank + 1, why: "" }];
  return lower.includes(wanted) ? [{ rank: rank + 2, why: "" }] : [];
}

function keyFits(node: NodeView, wanted: string): readonly Fit[] {
  const fit = (keys: readonly string[], does: string) =>
    keys.flatMap((key): Fit[] => {
      const lower = key.toLowerCase();
      if (!lower.includes(wanted)) return [];
      return [{ rank: lower === wanted ? 3 : 20, why: `${does} ${key}` }];
    });
  return [...fit(node.writes, "writes"), ...fit([...node.reads, ...Object.keys(node.optional)], "reads")];
}

function fitOf(node: NodeView, lane: string, wanted: string): Fit | null {
  const fits: Fit[] = [
    ...(node.step !== null && String(node.step) === wanted ? [{ rank: 0, why: "" }] : []),
    ...(node.step !== null && String(node.step).startsWith(wanted) ? [{ rank: 2, why: "" }] : []),
    ...among(node.id, wanted, 1),
    ...among(node.label, wanted, 4),
    ...(node.step_id?.toLowerCase().includes(wanted) === true ? [{ rank: 8, why: node.step_id }] : []),
    ...keyFits(node, wanted),
    ...(lane.toLowerCase().includes(wanted) ? [{ rank: 30, why: `in ${lane}` }] : []),
  ];
  return fits.toSorted((a, b) => a.rank - b.rank)[0] ?? null;
}

/**
 * Nodes that fit a text, best first: by step number, id, label, step id, a key that they read or write, lane. Several
 * words must all fit. At most `limit` of them.
 */
export function searchNodes(graph: GraphView, text: string, limit: number): readonly Found[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const titles = new Map(graph.lanes.map(({ id, title }) => [id, title]));
  return graph.nodes
    .flatMap((node, place) => {
      const lane = titles.get(node.lane ?? "") ?? "";
      const fits = words.map((word) => fitOf(node, lane, word));
      if (!fits.every((fit) => fit !== null)) return [];
      const why = fits.find((fit) => fit.why !== "")?.why ?? "";
      return [{ node, why, place, rank: fits.reduce((sum, fit) => sum + fit.rank, 0) }];
    })
    .toSorted((a, b) => a.rank - b.rank || a.place - b.place)
    .slice(0, limit)
    .map(({ node, why }) => ({ node, why }));
}
