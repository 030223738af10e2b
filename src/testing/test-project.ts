import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import type { StateDefinition } from "../definition/state.ts";
import type { StepDefinition } from "../definition/step.ts";
import { RagstepError } from "../diagnostics/errors.ts";
import type { Graph } from "../graph/graph.ts";
import { loadGraph } from "../project/load-graph.ts";
import { findLayout } from "../project/layout.ts";
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

async function defaultExport(file: string): Promise<unknown> {
  const module: unknown = await import(pathToFileURL(file).href);
  return typeof module === "object" && module !== null && "default" in module ? module.default : undefined;
}

function isStep(value: unknown): value is StepDefinition {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "ragstep/step";
}

async function stateOf(file: string): Promise<StateDefinition> {
  const module: unknown = await import(pathToFileURL(file).href);
  if (typeof module === "object" && module !== null) {
    if ("state" in module) return module.state as StateDefinition;
    if ("default" in module) return module.default as StateDefinition;
  }
  throw new RagstepError("state-missing", `${file} exports no state definition.`, { hint: "export const state = defineState({ … });" });
}

/** Finds the project around `cwd` and reads its diagram and registry once. Throws a `UsageError` when there is none. */
export async function testProject(cwd: string = process.cwd()): Promise<TestProject> {
  const layout = await findLayout(cwd);
  const { graph } = await loadGraph(layout);
  const state = await stateOf(layout.state);
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
      const members = typeof lane === "string" ? graph.nodes.filter((node) => node.lane === lane).map((node) => node.id) : lane;
      const wanted = new Set(members);
      const steps: StepDefinition[] = [];
      for (const folder of new Set(graph.nodes.filter((node) => wanted.has(node.id)).map((node) => node.lane ?? ""))) {
        for (const name of await readdir(join(layout.steps, folder)).catch(() => [])) {
          if (!wanted.has(name.replace(/\.[jt]s$/, ""))) continue;
          const definition = await defaultExport(join(layout.steps, folder, name));
          if (isStep(definition)) steps.push(definition);
        }
      }
      return runSlice(program(steps), members, options.from, options);
    },
  };
}
