import type { StateDefinition, StateOf } from "../definition/state.ts";
import type { GraphFacts, StepDefinition, StoreTypes } from "../definition/step.ts";
import { expectPath, type RunWithPath } from "./expect-path.ts";
import { testProject, type LaneOptions, type TestProject } from "./test-project.ts";
import type { SliceOptions, SliceResult, StepRun } from "./run-slice.ts";

/** The world of a test, typed by the project: keys, stores and services that it does not declare are type errors. */
export interface TypedOptions<D extends StateDefinition, Stores extends StoreTypes, Services> extends Omit<
  SliceOptions,
  "state" | "stores" | "services"
> {
  /** The keys that the steps before would have written. */
  readonly state: Readonly<Partial<StateOf<D>>>;
  readonly stores?: {
    readonly [S in keyof Stores]?: {
      readonly read?: Partial<Stores[S]["read"]>;
      readonly write?: Partial<Stores[S]["write"]>;
    };
  };
  readonly services?: Partial<Services>;
}

type WithState<Run, D extends StateDefinition> = Omit<Run, "state" | "patch"> & {
  readonly [Part in keyof Run & ("state" | "patch")]: Readonly<Partial<StateOf<D>>>;
};

/** `runStep`, `runLane` and `expectPath` of one project. */
export interface ProjectTests<
  D extends StateDefinition,
  Graph extends GraphFacts,
  Stores extends StoreTypes,
  Services,
> {
  /** As the function of the same name, with this project's keys, stores and services. */
  runStep(
    definition: StepDefinition,
    options: TypedOptions<D, Stores, Services>,
  ): Promise<WithState<StepRun, D>>;
  /** As the function of the same name, with this project's keys, stores, services and nodes. */
  runLane(
    lane: string | readonly (keyof Graph & string)[],
    options: TypedOptions<D, Stores, Services> & { readonly from: keyof Graph & string },
  ): Promise<WithState<SliceResult, D>>;
  /** As the function of the same name; a node that is not drawn is a type error. */
  expectPath(run: RunWithPath, expected: readonly (keyof Graph & string)[]): void;
}

// One project a folder: reading diagram, registry and state takes longer than most tests.
const projects = new Map<string, Promise<TestProject>>();

function projectAt(cwd: string): Promise<TestProject> {
  const known = projects.get(cwd);
  if (known !== undefined) return known;
  const found = testProject(cwd);
  projects.set(cwd, found);
  return found;
}

/**
 * Runs one handler of the project around the working directory through the real runner, in strict mode, on a state and
 * with stores and services that the test gives. Never throws for what the step does: see `status` and `error`. Throws a
 * `RagstepError` when diagram, registry or state cannot be read.
 */
export async function runStep(definition: StepDefinition, options: SliceOptions): Promise<StepRun> {
  return (await projectAt(process.cwd())).runStep(definition, options);
}

/**
 * Runs the handlers of a lane, or of the nodes named, from `options.from` until the run leaves them; `exits` says by which
 * doors. Decisions, forks, joins, retries and timeouts are those of the diagram and the registry.
 * With `RAGSTEP_TRACE=FILE` in the environment, all runs of tests are appended to that trace, for `ragstep coverage`.
 */
export async function runLane(lane: string | readonly string[], options: LaneOptions): Promise<SliceResult> {
  return (await projectAt(process.cwd())).runLane(lane, options);
}

/**
 * The same functions, typed by a project's state and its generated types, once for all its tests:
 *
 *     export const { runStep, runLane, expectPath } = testsOf<typeof state, GraphFacts, Stores, Services>();
 *
 * `cwd` is where the project is looked for; the working directory when absent.
 */
export function testsOf<
  D extends StateDefinition,
  Graph extends GraphFacts = GraphFacts,
  Stores extends StoreTypes = StoreTypes,
  Services = unknown,
>(cwd: string = process.cwd()): ProjectTests<D, Graph, Stores, Services> {
  const tests = {
    runStep: async (definition: StepDefinition, options: SliceOptions) =>
      (await projectAt(cwd)).runStep(definition, options),
    runLane: async (lane: string | readonly string[], options: LaneOptions) =>
      (await projectAt(cwd)).runLane(lane, options),
    expectPath,
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- types are not there at run time; the state's schemas are
  return tests as unknown as ProjectTests<D, Graph, Stores, Services>;
}
