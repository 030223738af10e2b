import type { StepContext } from "../definition/step.ts";
import { FatalStepError } from "../diagnostics/errors.ts";
import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import type { Program } from "../graph/program.ts";

/** Says which edge a visit of a node leaves by; only asked where there is a choice. `visit` counts from 1. */
export type Choose = (node: GraphNode, visit: number) => GraphEdge;

/** Whether a node can leave by one edge or another: a decision by its labels, a process by its `error` edge. */
export function hasChoice(node: GraphNode): boolean {
  return node.kind === "decision" || node.errorEdge !== null;
}

/**
 * The graph with stubs in place of its handlers: they read nothing and write nothing, decide as they are told, and fail
 * where the way of the `error` edge is chosen. Planned steps have one too.
 */
export function stubProgram(graph: Graph, choose: Choose): Program {
  const steps = graph.nodes.map((node) => ({
    kind: "ragstep/step" as const,
    node: node.id,
    reads: [],
    optional: {},
    writes: [],
    attrs: [],
    outcomes: undefined,
    pure: true,
    run({ run }: Pick<StepContext<object, object, unknown>, "run">) {
      if (!hasChoice(node)) return undefined;
      const edge = choose(node, run.visit);
      // Fatal, so that no policy tries again.
      if (edge.kind === "error") throw new FatalStepError("This failure was chosen.", { code: "simulated" });
      return node.kind === "decision" ? edge.label : undefined;
    },
  }));
  return { graph, state: {}, steps };
}
