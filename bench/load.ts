import { z } from "zod";
import { key, type StateDefinition } from "../src/definition/state.ts";
import { stepsOf, type StepDefinition } from "../src/definition/step.ts";
import { createProgram } from "../src/graph/create-program.ts";
import { link } from "../src/graph/link.ts";
import type { Program } from "../src/graph/program.ts";
import { parseFlowchart } from "../src/mermaid/parse-flowchart.ts";
import { readRegistry } from "../src/registry/read-registry.ts";
import { prepare } from "../src/runtime/plan.ts";
import { sourceFile } from "../src/text/source-file.ts";
import type { Texts } from "./texts.ts";

/** What the handlers of a benchmark count in. */
export interface Counter {
  n: number;
}

const state = {
  counter: key(z.custom<Counter>(), { transient: true, input: true }),
} satisfies StateDefinition;

interface AnyNode {
  readonly outcome: never;
  readonly stores: Readonly<Record<string, never>>;
}

const step = stepsOf<typeof state, Readonly<Record<string, AnyNode>>>();

/** A handler that does next to nothing, asynchronously, as the hand-written floor does. */
export function countingStep(node: string): StepDefinition {
  return step(node, {
    reads: ["counter"],
    async run(context) {
      context.state.counter.n++;
    },
  });
}

const definitions = new WeakMap<
  Texts,
  readonly { readonly file: string; readonly definition: StepDefinition }[]
>();

/** The handlers of all nodes; made outside of what is measured, as they are imported in a project. */
export function handlersOf(
  texts: Texts,
): readonly { readonly file: string; readonly definition: StepDefinition }[] {
  let made = definitions.get(texts);
  if (made === undefined) {
    made = texts.nodes.map((node) => ({ file: `${node}.ts`, definition: countingStep(node) }));
    definitions.set(texts, made);
  }
  return made;
}

/** From text to a program whose first step could run. Throws when the texts have a mistake: a benchmark has none. */
export function load(texts: Texts): Program {
  const diagram = sourceFile("bench.mmd", texts.mermaid);
  const parsed = parseFlowchart(diagram);
  const registry = readRegistry(sourceFile("bench.yml", texts.yaml));
  if (parsed.value === null || registry.value === null)
    throw new Error("The texts of the benchmark cannot be read.");
  const graph = link(parsed.value, diagram, registry.value);
  const program = createProgram({ graph: graph.value, state, steps: handlersOf(texts) });
  const found = [
    ...parsed.diagnostics,
    ...registry.diagnostics,
    ...graph.diagnostics,
    ...program.diagnostics,
  ];
  const first = found.find((diagnostic) => diagnostic.severity !== "warning");
  if (program.value === null || first !== undefined) {
    throw new Error(`The texts of the benchmark are wrong: ${first?.message ?? "no program"}`);
  }
  prepare(program.value);
  return program.value;
}
