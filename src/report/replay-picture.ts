import type { Graph } from "../graph/graph.ts";
import { edgeName } from "./edge-name.ts";
import { graphPicture } from "./graph-picture.ts";
import { timeText } from "./replay-text.ts";
import type { Replay, ReplayedVisit } from "./replay.ts";

const styles = {
  taken: "fill:#dbeafe,stroke:#1d4ed8,stroke-width:3px,color:#0b1f4d",
  failed: "fill:#fecaca,stroke:#b91c1c,stroke-width:4px,color:#450a0a",
  open: "fill:#fef3c7,stroke:#b45309,stroke-width:3px,stroke-dasharray:5 4,color:#451a03",
  skipped: "fill:#f3f4f6,stroke:#1d4ed8,stroke-width:3px,stroke-dasharray:2 3,color:#374151",
  untaken: "fill:#fafafa,stroke:#c9c9c9,color:#8a8a8a",
  takenEdge: "stroke:#1d4ed8,stroke-width:4px",
  failedEdge: "stroke:#b91c1c,stroke-width:4px",
  untakenEdge: "stroke:#d4d4d4",
} as const;

function nodeStyle(visits: readonly ReplayedVisit[], isOpen: boolean): string {
  if (visits.some(({ error }) => error !== null)) return styles.failed;
  if (isOpen) return styles.open;
  if (visits.length === 0) return styles.untaken;
  return visits.every(({ stage }) => stage === "skipped") ? styles.skipped : styles.taken;
}

/** When a step first began, how long it took in all, and how often it was come to and tried again. */
function nodeNote(visits: readonly ReplayedVisit[]): string | null {
  const [first] = visits;
  if (first === undefined) return null;
  const took = visits.reduce((sum, { latency_ms: latency }) => sum + (latency ?? 0), 0);
  const retries = visits.reduce((sum, { retries: tried }) => sum + tried.length, 0);
  return [
    visits.length > 1 ? `${visits.length}×` : "",
    first.began_ms === null ? "" : `+${timeText(first.began_ms)}`,
    visits.every(({ latency_ms: latency }) => latency === null) ? "" : timeText(took),
    retries === 0 ? "" : `↻ ${retries}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/**
 * The run on its diagram: the way taken bold with times, failures red, where it was when its lines end dashed, the rest
 * pale. Only for a run whose every step and edge the graph draws (`Replay.not_drawn` is empty).
 */
export function replayPicture(graph: Graph, replay: Replay): string {
  const visits = Map.groupBy(replay.visits, ({ node }) => node);
  const taken = new Map<string, { times: number; failed: boolean }>();
  for (const { node, edges, error } of replay.visits) {
    for (const { label, target } of edges) {
      const name = edgeName(node, label, target);
      taken.set(name, { times: (taken.get(name)?.times ?? 0) + 1, failed: error !== null });
    }
  }
  const idOf = (index: number): string => graph.nodes[index]?.id ?? "";
  const took = replay.latency_ms === null ? "" : ` in ${timeText(replay.latency_ms)}`;
  return graphPicture(graph, {
    title: `${replay.run_id}: ${replay.status}${took}`,
    node: ({ id }) => ({
      note: nodeNote(visits.get(id) ?? []),
      style: nodeStyle(visits.get(id) ?? [], replay.open.includes(id)),
    }),
    edge: ({ source, label, target }) => {
      const found = taken.get(edgeName(idOf(source), label, idOf(target)));
      if (found === undefined) return { note: null, style: styles.untakenEdge };
      return {
        note: found.times > 1 ? `${found.times}×` : null,
        style: found.failed ? styles.failedEdge : styles.takenEdge,
      };
    },
  });
}
