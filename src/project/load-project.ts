import type { StateDefinition } from "../definition/state.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { createProgram } from "../graph/create-program.ts";
import type { Graph } from "../graph/graph.ts";
import type { Program } from "../graph/program.ts";
import type { Registry } from "../registry/entry.ts";
import { handlerFiles } from "./handler-files.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { loadGraph } from "./load-graph.ts";
import { loadState } from "./load-state.ts";
import { importSteps } from "./step-modules.ts";
import type { StepModule } from "./step-modules.ts";

/** A project as it was found; what could not be read or linked is null. */
export interface Project {
  readonly layout: Layout;
  readonly graph: Graph | null;
  readonly registry: Registry | null;
  /** Null without code, and when there is no graph or no state. It may be run only when no diagnostic is fatal. */
  readonly program: Program | null;
  /** Null without code, and when it could not be loaded. */
  readonly state: StateDefinition | null;
  /** Empty without code. */
  readonly modules: readonly StepModule[];
}

/**
 * Reads a project: diagram, registry and, if `code` is wanted, state and handlers. Never throws for what stands in the
 * project's files: every problem is in the diagnostics, those of all files in one go.
 */
export async function loadProject(
  layout: Layout,
  options: { readonly code: boolean },
): Promise<Result<Project>> {
  const except = [layout.state, layout.environment, layout.types];
  const { value: loaded, diagnostics: found } = loadGraph(layout);
  const { graph, registry } = loaded;
  if (!options.code || graph === null) {
    return {
      value: { layout, graph, registry, program: null, state: null, modules: [] },
      diagnostics: found,
    };
  }
  const shown = (path: string): string => shownPath(layout, path);
  const [state, steps] = await Promise.all([
    loadState(layout),
    importSteps(handlerFiles(layout.steps, except), (name) => graph.indexOf.has(name), shown),
  ]);
  const diagnostics: Diagnostic[] = [...found, ...state.diagnostics, ...steps.diagnostics];
  const { modules } = steps;
  // Without a state every key would be unknown; that one file is what has to be repaired.
  if (state.value === null)
    return { value: { layout, graph, registry, program: null, state: null, modules }, diagnostics };
  const handlers = [
    ...modules.map(({ path, exported }) => ({ file: shown(path), definition: exported })),
    ...steps.failed.map((path) => ({ file: shown(path), definition: undefined })),
  ];
  const program = createProgram({ graph, state: state.value, steps: handlers });
  const reported = new Set(steps.failed.map(shown));
  diagnostics.push(...program.diagnostics.filter(({ location }) => !reported.has(location?.file.path ?? "")));
  return {
    value: { layout, graph, registry, program: program.value, state: state.value, modules },
    diagnostics,
  };
}
