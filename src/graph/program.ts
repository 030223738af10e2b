import type { DeclaredKeys, StateDefinition } from "../definition/state.ts";
import type { StepDeclaration, StepDefinition } from "../definition/step.ts";
import type { Graph } from "./graph.ts";

/** A graph with what the code of its nodes declares: all that can be known without running it. */
export interface DeclaredProgram {
  readonly graph: Graph;
  readonly state: DeclaredKeys;
  /** By `GraphNode.index`; null for a step without code. */
  readonly steps: readonly (StepDeclaration | null)[];
}

/** A graph with the code of its nodes: all that a runner needs. Plain data, made once, shared by all runs. */
export interface Program {
  readonly graph: Graph;
  readonly state: StateDefinition;
  /** By `GraphNode.index`; null for a planned step that is not written yet: a run that reaches it fails. */
  readonly steps: readonly (StepDefinition | null)[];
}
