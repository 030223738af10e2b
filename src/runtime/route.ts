import type { GraphEdge, GraphNode } from "../graph/graph.ts";

/** Where a run goes after a step: everything that walking, logging and reporting need of it, made once. */
export interface Route {
  /** The label or labels chosen; null when there was nothing to choose. */
  readonly outcome: string | readonly string[] | null;
  /** Node indices, in the diagram's order. */
  readonly targets: readonly number[];
  /** Edge indices, beside `targets`. */
  readonly edges: readonly number[];
  /** Node ids, beside `targets`. */
  readonly next: readonly string[];
  /** The edges as the log carries them, beside `targets`. */
  readonly links: readonly { readonly target: string; readonly label: string | null }[];
  /** `next` as the log line writes it: one id, a list after a fork, null at an end. */
  readonly nextStep: string | readonly string[] | null;
  readonly nextStepJson: string;
}

function nextStepOf(next: readonly string[]): string | readonly string[] | null {
  const [first] = next;
  if (first === undefined) return null;
  return next.length === 1 ? first : next;
}

/** The route over the given edges. */
export function routeOver(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  outcome: Route["outcome"] = null,
): Route {
  const next = edges.map((edge) => nodes[edge.target]?.id ?? "");
  const nextStep = nextStepOf(next);
  return {
    outcome,
    targets: edges.map((edge) => edge.target),
    edges: edges.map((edge) => edge.index),
    next,
    links: edges.map((edge, i) => ({ target: next[i] ?? "", label: edge.label })),
    nextStep,
    nextStepJson: JSON.stringify(nextStep),
  };
}

/** A decision's routes by outcome. */
export function routesByOutcome(nodes: readonly GraphNode[], node: GraphNode): Map<string, Route> {
  const routes = new Map<string, Route>();
  for (const outcome of node.outcomes) {
    const edges = node.out.filter((edge) => edge.label === outcome);
    routes.set(outcome, routeOver(nodes, edges, outcome));
  }
  return routes;
}
