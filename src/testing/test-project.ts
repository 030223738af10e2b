import type { StepDefinition } from "../definition/step.ts";
import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import { RagstepError } from "../diagnostics/errors.ts";
import type { Graph } from "../graph/graph.ts";
import { handlerFiles } from "../project/handler-files.ts";
import { findLayout } from "../project/layout.ts";
import { loadGraph } from "../project/load-graph.ts";
import { loadState } from "../project/load-state.ts";
import { importSteps, isStep } from "../project/step-modules.ts";
import { asStepRun, runSlice, type SliceOptions, type SliceResult, type StepRun } from "./run-slice.ts";

/** A lane to run, or some nodes of several lanes. */
export interface LaneOptions extends SliceOptions {
  /** The node to start at. */
  readonly from: string;
}

/** The project under test: its real diagram and registry, and the handlers that a test asks for. */
export interface TestProject {
  readonly graph: Graph;
  /** Runs one handler, so that a test of it loads no other. */
  runStep(definition: StepDefinition, options: SliceOptions): Promise<StepRun>;
  /** Runs the handlers of one lane, or of the nodes named, until the run leaves them. */
  runLane(lane: string | readonly string[], options: LaneOptions): Promise<SliceResult>;
}

/** A test cannot go on with a project that does not load: its first problem is the test's failure. */
function valueOf<T>({ value, diagnostics }: Result<T | null>, what: string): T {
  if (value !== null) return value;
  throw failure(diagnostics, what);
}

function failure([first]: readonly Diagnostic[], what: string): RagstepError {
  return new RagstepError(
    first?.code ?? "project-not-loaded",
    first?.message ?? `The ${what} cannot be loaded.`,
    {
      hint: first?.hint ?? "Run `ragstep check`.",
    },
  );
}

/** Finds the project around `cwd` and reads its diagram, registry and state once. Throws a `RagstepError` when one of them cannot be read. */
export async function testProject(cwd: string = process.cwd()): Promise<TestProject> {
  const layout = await findLayout(cwd);
  const linked = loadGraph(layout);
  const graph = valueOf({ value: linked.value.graph, diagnostics: linked.diagnostics }, "diagram");
  const state = valueOf(await loadState(layout), "state");
  const program = (steps: readonly StepDefinition[]) => {
    const byNode = new Map(steps.map((step) => [step.node, step]));
    return { graph, state, steps: graph.nodes.map((node) => byNode.get(node.id) ?? null) };
  };
  return {
    graph,
    async runStep(definition, options) {
      const { node } = definition;
      return asStepRun(node, await runSlice(program([definition]), [node], node, options));
    },
    async runLane(lane, options) {
      const members =
        typeof lane === "string"
          ? graph.nodes.filter((node) => node.lane === lane).map((node) => node.id)
          : lane;
      const wanted = new Set(members);
      const files = handlerFiles(layout.steps, [layout.state, layout.environment]).filter((file) =>
        wanted.has(file.name),
      );
      const { modules, diagnostics } = await importSteps(
        files,
        (name) => wanted.has(name),
        (path) => path,
      );
      if (diagnostics.length > 0) throw failure(diagnostics, "handlers");
      return runSlice(
        program(modules.map((one) => one.exported).filter(isStep)),
        members,
        options.from,
        options,
      );
    },
  };
}
