import type { GraphView, RunsSummary } from "../../../src/server/api-schemas.ts";
import { stepName } from "../data/find-step.ts";
import { edgePlaces } from "./edge-places.ts";

/** What many runs did at one step. */
export interface StepRow {
  readonly node: string;
  /** `64 LLMCall`. */
  readonly name: string;
  readonly label: string;
  readonly planned: boolean;
  /** Visits that have ended; 0 for a step that no run came to. */
  readonly visits: number;
  /** Null when no visit has ended. */
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly max_ms: number | null;
  readonly errors: number;
  /** 0 to 1, of the visits. */
  readonly errorShare: number;
  readonly retries: number;
  /** Of decisions, most frequent first; shares of the visits. */
  readonly outcomes: readonly { readonly outcome: string; readonly count: number; readonly share: number }[];
}

/** How often runs went one way. */
export interface EdgeRow {
  /** Place in `GraphView.edges`. */
  readonly edge: number;
  readonly source: string;
  readonly target: string;
  /** `ValidCheck --Yes--> GDPRLog`. */
  readonly name: string;
  readonly error: boolean;
  /** 0 for an edge that no run took. */
  readonly count: number;
  /** 0 to 1, of all that left the source. */
  readonly share: number;
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Every step of the diagram, in its order, with what the runs did there. */
export function stepRows(graph: GraphView, summary: RunsSummary): readonly StepRow[] {
  const sums = new Map(summary.nodes.map((node) => [node.id, node]));
  return graph.nodes.map(({ id, label, status }) => {
    const sum = sums.get(id);
    const visits = sum?.visits ?? 0;
    const times = sum?.times ?? null;
    return {
      node: id,
      name: stepName(graph, id),
      label,
      planned: status === "planned",
      visits,
      p50_ms: times?.p50_ms ?? null,
      p95_ms: times?.p95_ms ?? null,
      max_ms: times?.max_ms ?? null,
      errors: sum?.errors ?? 0,
      errorShare: shareOf(sum?.errors ?? 0, visits),
      retries: sum?.retries ?? 0,
      outcomes: Object.entries(sum?.outcomes ?? {})
        .map(([outcome, count]) => ({ outcome, count, share: shareOf(count, visits) }))
        .toSorted((a, b) => b.count - a.count),
    };
  });
}

/** Every edge of the diagram, in its order, with how often it was taken. What runs on another version took is left out. */
export function edgeRows(graph: GraphView, summary: RunsSummary): readonly EdgeRow[] {
  const counts = new Map<number, number>();
  const left = new Map<string, number>();
  for (const { source, target, label, count } of summary.edges) {
    const place = edgePlaces(graph).find(source, target, label);
    if (place === -1) continue;
    counts.set(place, (counts.get(place) ?? 0) + count);
    left.set(source, (left.get(source) ?? 0) + count);
  }
  return graph.edges.map(({ source, target, label, kind }, edge) => {
    const count = counts.get(edge) ?? 0;
    const said = label ?? (kind === "error" ? "error" : null);
    return {
      edge,
      source,
      target,
      name: said === null ? `${source} --> ${target}` : `${source} --${said}--> ${target}`,
      error: kind === "error",
      count,
      share: shareOf(count, left.get(source) ?? 0),
    };
  });
}

/** What a table of steps can be sorted by. */
export type StepOrder = "step" | "visits" | "p50_ms" | "p95_ms" | "max_ms" | "errors" | "retries";

/** The steps that runs came to; most first, or in the diagram's order. */
export function sortedSteps(rows: readonly StepRow[], by: StepOrder): readonly StepRow[] {
  const visited = rows.filter(({ visits }) => visits > 0);
  if (by === "step") return visited;
  return visited.toSorted((a, b) => (b[by] ?? -1) - (a[by] ?? -1));
}
