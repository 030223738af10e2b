import type { Graph, GraphEdge } from "../graph/graph.ts";
import type { Trail } from "../runtime/trail.ts";
import { hitsOf } from "./coverage-hits.ts";
import { plural } from "./counts.ts";
import { edgeName } from "./edge-name.ts";

/** How much of one kind of thing the runs came through. */
export interface Share {
  readonly covered: number;
  readonly total: number;
  /** Names of what no run came through, in the diagram's order. */
  readonly missed: readonly string[];
}

/** What a set of runs exercised of a graph. */
export interface Coverage {
  readonly runs: number;
  readonly nodes: Share;
  /** Control edges, the drawn `error` edges included. */
  readonly edges: Share;
  /** Decisions' labels, as `Node=label`. */
  readonly outcomes: Share;
  /** How often each was come to or taken, in the diagram's order. */
  readonly hits: {
    readonly nodes: Readonly<Record<string, number>>;
    readonly edges: readonly {
      readonly from: string;
      readonly to: string;
      readonly label: string | null;
      readonly hits: number;
    }[];
  };
  /** What the runs came through and the diagram does not draw: they are runs of another version of it. */
  readonly unknown: readonly string[];
}

function share(names: readonly string[], covered: (at: number) => boolean): Share {
  const missed = names.filter((_, at) => !covered(at));
  return { covered: names.length - missed.length, total: names.length, missed };
}

/** Holds runs, rebuilt from their logs and traces, against the graph they ran on. A run that is in both counts once. */
export function coverageOf(graph: Graph, trails: readonly Trail[]): Coverage {
  const hits = hitsOf(graph, trails);
  const idOf = (index: number): string => graph.nodes[index]?.id ?? "";
  const name = ({ source, label, target }: GraphEdge): string => edgeName(idOf(source), label, idOf(target));
  const choices = graph.edges.filter((edge) => graph.nodes[edge.source]?.kind === "decision");
  const isTaken = (edge: GraphEdge | undefined): boolean =>
    edge !== undefined && (hits.edges[edge.index] ?? 0) > 0;
  return {
    runs: new Set(trails.map(({ run_id }) => run_id)).size,
    nodes: share(
      graph.nodes.map((node) => node.id),
      (at) => (hits.nodes[at] ?? 0) > 0,
    ),
    edges: share(graph.edges.map(name), (at) => isTaken(graph.edges[at])),
    outcomes: share(
      choices.map((edge) => `${idOf(edge.source)}=${edge.label ?? ""}`),
      (at) => isTaken(choices[at]),
    ),
    hits: {
      nodes: Object.fromEntries(graph.nodes.map(({ id, index }) => [id, hits.nodes[index] ?? 0])),
      edges: graph.edges.map(({ index, source, target, label }) => ({
        from: idOf(source),
        to: idOf(target),
        label,
        hits: hits.edges[index] ?? 0,
      })),
    },
    unknown: hits.unknown,
  };
}

/** The share in per cent; of nothing, all is covered. */
export function percentOf({ covered, total }: Share): number {
  return total === 0 ? 100 : (100 * covered) / total;
}

function shareText({ covered, total }: Share, name: string): string {
  return `${covered}/${total} ${name}`;
}

/** The counts in one line: `172/172 edges, 134/134 nodes, 90/90 outcomes in 45 runs`. */
export function coverageCounts({ runs, nodes, edges, outcomes }: Coverage): string {
  return `${shareText(edges, "edges")}, ${shareText(nodes, "nodes")}, ${shareText(outcomes, "outcomes")} in ${plural(runs, "run")}`;
}

/** The coverage as people read it: what is missed first, the counts last. */
export function coverageText(coverage: Coverage): string {
  return [
    ...coverage.nodes.missed.map((name) => `no run comes to   ${name}`),
    ...coverage.edges.missed.map((name) => `no run takes      ${name}`),
    ...coverage.unknown.map((name) => `not drawn         ${name}`),
    coverageCounts(coverage),
  ].join("\n");
}
