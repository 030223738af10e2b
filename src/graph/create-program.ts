import type { StateDefinition } from "../definition/state.ts";
import { validateStep } from "../definition/validate-step.ts";
import type { Result } from "../diagnostics/diagnostic.ts";
import type { Graph } from "./graph.ts";
import { joinHandlers } from "./join-handlers.ts";
import type { Program } from "./program.ts";

/** A file with what it exports by default. */
export interface Handler {
  /** As it is shown in messages, relative to the project. */
  readonly file: string;
  readonly definition: unknown;
}

export interface ProgramParts {
  readonly graph: Graph;
  readonly state: StateDefinition;
  readonly steps: readonly Handler[];
}

/**
 * Joins handlers with the nodes of a graph. A planned step may lack its handler: a run that reaches it fails then.
 * There is a program only when nothing fatal was found.
 */
export function createProgram({ graph, state, steps }: ProgramParts): Result<Program | null> {
  const handlers = steps.map(({ file, definition }) => ({ file, step: validateStep(file, definition) }));
  const { value, diagnostics } = joinHandlers({ graph, state, handlers });
  const fatal = diagnostics.some((diagnostic) => diagnostic.severity === "fatal");
  return { value: fatal ? null : { graph, state, steps: value }, diagnostics };
}
