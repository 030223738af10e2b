import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { generatedTypes } from "../project/generated-types.ts";
import { isThere } from "../project/is-there.ts";
import { shownPath } from "../project/layout.ts";
import type { Layout } from "../project/layout.ts";
import { loadDocs } from "../project/load-docs.ts";
import { loadOldRegistry } from "../project/load-old-registry.ts";
import { loadProject } from "../project/load-project.ts";
import type { Project } from "../project/load-project.ts";
import { loadRuns } from "../project/load-runs.ts";
import { sourceReader } from "../project/read-source.ts";
import { isStep } from "../project/step-modules.ts";
import type { StepModule } from "../project/step-modules.ts";
import { testFiles } from "../project/test-files.ts";
import type { CodeFacts, DocFacts, Facts, Places } from "./facts.ts";
import { findIgnores } from "./ignores.ts";

/** What a check looks at. */
export interface CheckScope {
  /** False: diagram and registry alone, also ones made elsewhere; no handlers, docs, tests and runs. */
  readonly code: boolean;
  /** The git revision since which numbers and ids must be the same. */
  readonly since?: string | undefined;
}

function byCode(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const same = found.get(diagnostic.code);
    if (same === undefined) found.set(diagnostic.code, [diagnostic]);
    else same.push(diagnostic);
  }
  return found;
}

async function codeFacts(layout: Layout, { graph, state, modules }: Project): Promise<CodeFacts | null> {
  if (graph === null || state === null) return null;
  const moduleOf = new Map<string, StepModule>();
  for (const found of modules) {
    if (isStep(found.exported) && !moduleOf.has(found.exported.node))
      moduleOf.set(found.exported.node, found);
  }
  const steps = graph.nodes.map(({ id }) => {
    const exported = moduleOf.get(id)?.exported;
    return isStep(exported) ? exported : null;
  });
  const source = sourceReader(layout);
  const types = { file: source(layout.types), expected: await generatedTypes(layout, graph) };
  return { state, steps, modules, moduleOf, types, source };
}

function placesOf(layout: Layout): Places {
  const shown = (path: string): string => shownPath(layout, path);
  return {
    diagram: shown(layout.diagram),
    registry: layout.registry === null ? "registry/rag_steps.yml" : shown(layout.registry),
    steps: shown(layout.steps),
    state: shown(layout.state),
    types: shown(layout.types),
    docs: shown(layout.docs),
    tests: shown(layout.tests),
  };
}

async function docFacts(layout: Layout): Promise<DocFacts> {
  // Pages link to the same few files again and again.
  const there = new Map<string, boolean>();
  return {
    pages: await loadDocs(layout),
    stepsFolder: `${shownPath(layout, layout.docs)}/steps`,
    exists(path) {
      const found = there.get(path) ?? isThere(layout, path);
      there.set(path, found);
      return found;
    },
  };
}

/** A list, or null when it is empty: the part is not there. */
function unlessEmpty<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list;
}

/** Reads everything that the rules look at. Never throws for what stands in the project's files. */
export async function loadFacts(
  layout: Layout,
  { code, since }: CheckScope,
  codes: Facts["codes"],
): Promise<Facts> {
  const [loaded, docs, tests, git] = await Promise.all([
    loadProject(layout, { code }),
    code && isThere(layout, `${shownPath(layout, layout.docs)}/steps`) ? docFacts(layout) : null,
    code ? testFiles(layout).then(unlessEmpty) : null,
    since === undefined ? null : loadOldRegistry(layout, since),
  ]);
  const project = loaded.value;
  const runs = code ? loadRuns(layout) : { value: null, diagnostics: [] };
  const diagnostics = [...loaded.diagnostics, ...runs.diagnostics];
  // Half of a registry would make rules report what is only unreadable.
  const broken = diagnostics.some(
    ({ severity, location }) => severity === "fatal" && location?.file === project.registry?.file,
  );
  const { graph } = project;
  const registry = broken ? null : project.registry;
  return {
    graph,
    registry,
    code: await codeFacts(layout, project),
    docs,
    tests,
    runs: runs.value,
    git,
    loaded: byCode(diagnostics),
    ignores: [
      ...(graph === null ? [] : findIgnores(graph.diagram, "diagram")),
      ...(registry === null ? [] : findIgnores(registry.file, "yaml")),
    ],
    wantsCode: code,
    codes,
    places: placesOf(layout),
  };
}
