import type { StateDefinition } from "../definition/state.ts";
import type { StepDefinition } from "../definition/step.ts";
import type { Graph } from "./graph.ts";

/** A graph with the code of its nodes: all that a runner needs. Plain data, made once, shared by all runs. */
export interface Program {
  readonly graph: Graph;
  readonly state: StateDefinition;
  /** By `GraphNode.index`; null for a planned step that is not written yet: a run that reaches it fails. */
  readonly steps: readonly (StepDefinition | null)[];
}
