import { join, posix } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import { findStep } from "../project/find-step.ts";
import { shownPath } from "../project/layout.ts";
import { loggedAttrsName, runsFolder } from "../project/load-runs.ts";
import { fileAt, filesIn } from "./move-changes.ts";
import type { ScaffoldProject } from "./scaffold-project.ts";

/** The files of one step, as paths relative to the project. */
export interface StepFiles {
  /** Null when it has no code. */
  readonly handler: string | null;
  /** Those that are called after it. */
  readonly tests: readonly string[];
}

const code = /\.(?:ts|js|mjs|mts)$/;

function stem(path: string): string {
  return posix.basename(path).split(".", 1)[0] ?? "";
}

/** The folder of the tests of steps. */
export function stepTestsFolder({ layout }: Pick<ScaffoldProject, "layout">): string {
  return join(layout.tests, "steps");
}

/** Finds the handler and the tests of a node by their names. */
export function stepFiles(project: ScaffoldProject, node: string): StepFiles {
  const { layout } = project;
  const steps = shownPath(layout, layout.steps);
  const handler = filesIn(project, layout.steps).find((path) => {
    const depth = posix.relative(steps, path).split("/").length;
    return depth <= 2 && new RegExp(`^${node}\\.(?:ts|js|mjs)$`).test(posix.basename(path));
  });
  const tests = filesIn(project, stepTestsFolder(project)).filter(
    (path) => stem(path) === node && /\.test\.[mc]?[jt]s$/.test(path),
  );
  return { handler: handler ?? null, tests };
}

/** The code that a step's name may stand in, as paths relative to the project: handlers and tests of steps. */
export function stepCode(project: ScaffoldProject): {
  readonly handlers: readonly string[];
  readonly tests: readonly string[];
} {
  const { layout } = project;
  // The generated types follow from the diagram; they are written after the change.
  const types = shownPath(layout, layout.types);
  const isCode = (path: string): boolean => code.test(path) && path !== types;
  return {
    handlers: filesIn(project, layout.steps).filter(isCode),
    tests: filesIn(project, stepTestsFolder(project)).filter(isCode),
  };
}

/** Other code beside the tests of steps, which may import a handler. */
export function otherTests(project: ScaffoldProject): readonly string[] {
  const own = `${shownPath(project.layout, stepTestsFolder(project))}/`;
  return filesIn(project, project.layout.tests).filter((path) => code.test(path) && !path.startsWith(own));
}

/** Request files and recorded runs, which name nodes. */
export function requestFiles(project: ScaffoldProject): readonly string[] {
  const { layout } = project;
  const folders = [
    join(layout.tests, "fixtures/requests"),
    runsFolder(layout),
    join(layout.root, "requests"),
  ];
  return folders.flatMap((folder) => filesIn(project, folder)).filter((path) => path.endsWith(".json"));
}

/** Whether a file among the recorded runs is the list of what the steps logged in them. */
export function isLoggedAttrs({ layout }: Pick<ScaffoldProject, "layout">, path: string): boolean {
  return path === shownPath(layout, join(runsFolder(layout), `${loggedAttrsName}.json`));
}

/** The pages that people write: those that are generated as a whole are left out. */
export function writtenPages(project: ScaffoldProject): readonly string[] {
  const { layout } = project;
  const docs = shownPath(layout, layout.docs);
  const generated = new Set(
    ["tests-by-step.md", "conformance.md", "steps/README.md"].map((name) => `${docs}/${name}`),
  );
  const pages = filesIn(project, layout.docs).filter(
    (path) => path.endsWith(".md") && !generated.has(path) && !path.startsWith(`${docs}/lanes/`),
  );
  const atTop = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].filter(
    (path) => fileAt(project, path) !== null,
  );
  return [...new Set([...atTop, ...pages])];
}

/** A drawn step by its number, node id or registry id. Throws a `UsageError`, also for a step that is deprecated. */
export function drawnStep(graph: Graph, word: string): GraphNode {
  const { node, entry } = findStep(graph, word);
  if (node !== null) return node;
  throw new UsageError(
    "step-deprecated",
    `Step ${entry?.step ?? word} (\`${entry?.node_id ?? word}\`) is deprecated: it is drawn no longer, and keeps its number and names.`,
    { hint: `ragstep show ${entry?.step ?? word}` },
  );
}
