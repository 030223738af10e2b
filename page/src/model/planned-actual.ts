import type { GraphView } from "../../../src/server/api-schemas.ts";
import type { Move, RunModel, Visit } from "./run-model.ts";

/** What a decision could have done, and what it did. */
export interface Choice {
  readonly visit: Visit;
  readonly allowed: readonly string[];
  readonly taken: readonly string[];
}

/** A run held against the diagram as it stands. */
export interface PlannedActual {
  /** False: the run went on another state of the diagram than this one. */
  readonly sameGraph: boolean;
  readonly choices: readonly Choice[];
  /** Edges that led away from where the run was and that it did not take, by their place. */
  readonly notTaken: readonly number[];
  /** Node ids of steps that it did not come to, planned ones left out. */
  readonly notReached: readonly string[];
  /** Steps that are drawn and not made yet. */
  readonly planned: readonly { readonly node: string; readonly reached: boolean }[];
  /** Node ids that the run came to and the diagram has no longer. */
  readonly goneNodes: readonly string[];
  /** Moves over edges that the diagram has no longer. */
  readonly goneMoves: readonly Move[];
}

/** What the diagram allows beside what the run did. */
export function plannedAgainstActual(model: RunModel, graph: GraphView): PlannedActual {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const reached = new Set(model.visits.map(({ node }) => node));
  const taken = new Set(model.moves.map(({ edge }) => edge));
  const planned = graph.nodes.filter(({ status }) => status === "planned");
  return {
    sameGraph: model.run.graph_hash === graph.hash,
    choices: model.visits.flatMap((visit) => {
      const allowed = nodes.get(visit.node)?.outcomes ?? [];
      return allowed.length === 0 || visit.last === null ? [] : [{ visit, allowed, taken: visit.outcome }];
    }),
    notTaken: graph.edges.flatMap(({ source }, place) =>
      reached.has(source) && !taken.has(place) ? [place] : [],
    ),
    notReached: graph.nodes.flatMap(({ id, status }) =>
      reached.has(id) || status === "planned" ? [] : [id],
    ),
    planned: planned.map(({ id }) => ({ node: id, reached: reached.has(id) })),
    goneNodes: [...reached].filter((id) => !nodes.has(id)),
    goneMoves: model.moves.filter(({ edge }) => edge === -1),
  };
}
