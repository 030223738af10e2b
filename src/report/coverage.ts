import type { Graph, GraphEdge } from "../graph/graph.ts";
import type { PathEntry } from "../runtime/options.ts";
import type { RebuiltRun } from "../runtime/rebuild-run.ts";
import { plural } from "./counts.ts";

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
}

function edgeName(graph: Graph, edge: GraphEdge): string {
  const id = (index: number): string => graph.nodes[index]?.id ?? "";
  return `${id(edge.source)} -->${edge.label === null ? "" : `|${edge.label}|`} ${id(edge.target)}`;
}

function outcomesOf({ outcome }: PathEntry): readonly string[] {
  if (outcome === null) return [];
  return typeof outcome === "string" ? [outcome] : outcome;
}

function share(names: readonly string[], covered: (at: number) => boolean): Share {
  const missed = names.filter((_, at) => !covered(at));
  return { covered: names.length - missed.length, total: names.length, missed };
}

/** Holds runs, rebuilt from their logs, against the graph they ran on. A node that is not drawn any more counts nowhere. */
export function coverageOf(graph: Graph, runs: readonly RebuiltRun[]): Coverage {
  const nodes = new Set<number>();
  const edges = new Set<number>();
  for (const entry of runs.flatMap((run) => run.path)) {
    const index = graph.indexOf.get(entry.node);
    const node = index === undefined ? undefined : graph.nodes[index];
    if (node === undefined) continue;
    nodes.add(node.index);
    const labels = outcomesOf(entry);
    for (const edge of node.errorEdge === null ? node.out : [...node.out, node.errorEdge]) {
      const target = graph.nodes[edge.target]?.id ?? "";
      if (entry.next.includes(target) && (edge.label === null || labels.includes(edge.label)))
        edges.add(edge.index);
    }
  }
  const choices = graph.edges.filter((edge) => graph.nodes[edge.source]?.kind === "decision");
  return {
    runs: runs.length,
    nodes: share(
      graph.nodes.map((node) => node.id),
      (at) => nodes.has(at),
    ),
    edges: share(
      graph.edges.map((edge) => edgeName(graph, edge)),
      (at) => edges.has(at),
    ),
    outcomes: share(
      choices.map((edge) => `${graph.nodes[edge.source]?.id ?? ""}=${edge.label ?? ""}`),
      (at) => edges.has(choices[at]?.index ?? -1),
    ),
  };
}

/** The coverage as people read it: what is missed first, the counts last. */
export function coverageText({ runs, nodes, edges, outcomes }: Coverage): string {
  const lines = [
    ...nodes.missed.map((name) => `no run comes to   ${name}`),
    ...edges.missed.map((name) => `no run takes      ${name}`),
    `${edges.covered}/${edges.total} edges, ${nodes.covered}/${nodes.total} nodes, ${outcomes.covered}/${outcomes.total} outcomes in ${plural(runs, "run")}`,
  ];
  return lines.join("\n");
}
