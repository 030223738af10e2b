import type { Diagnostic, Result } from "../diagnostics/diagnostic.ts";
import type { Graph } from "../graph/graph.ts";
import { joinHandlers } from "../graph/join-handlers.ts";
import { generatedTypes } from "../project/generated-types.ts";
import { isThere } from "../project/is-there.ts";
import { shownPath } from "../project/layout.ts";
import type { Layout } from "../project/layout.ts";
import { loadDocs } from "../project/load-docs.ts";
import { loadDeclarations } from "../project/load-declarations.ts";
import type { Declarations } from "../project/load-declarations.ts";
import { loadGraph } from "../project/load-graph.ts";
import { loadRuns } from "../project/load-runs.ts";
import { loadStepTimes } from "../project/load-step-times.ts";
import { sourceReader } from "../project/read-source.ts";
import { isDeclared } from "../project/step-modules.ts";
import type { StepModule } from "../project/step-modules.ts";
import { testFiles } from "../project/test-files.ts";
import type { CodeFacts, DocFacts, Facts, Places } from "./facts.ts";
import { findIgnores } from "./ignores.ts";

/** What a check looks at. */
export interface CheckScope {
  /** False: diagram and registry alone, also ones made elsewhere; no handlers, docs, tests and runs. */
  readonly code: boolean;
  /** True: imports all code, also what has not changed since the last time. */
  readonly fresh?: boolean;
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

function codeFacts(layout: Layout, graph: Graph, { state, modules }: Declarations): CodeFacts | null {
  if (state === null) return null;
  const moduleOf = new Map<string, StepModule>();
  for (const found of modules) {
    if (isDeclared(found.exported) && !moduleOf.has(found.exported.node))
      moduleOf.set(found.exported.node, found);
  }
  const steps = graph.nodes.map(({ id }) => {
    const exported = moduleOf.get(id)?.exported;
    return isDeclared(exported) ? exported : null;
  });
  const source = sourceReader(layout);
  const types = { file: source(layout.types), expected: generatedTypes(layout, graph) };
  return { state, steps, modules, moduleOf, types, source };
}

/** The code with what is wrong about it; without a state every key would be unknown, so that is told alone. */
async function loadCode(layout: Layout, graph: Graph, fresh: boolean): Promise<Result<CodeFacts | null>> {
  const { value: declared, diagnostics } = await loadDeclarations(layout, graph, { fresh });
  const { state, handlers } = declared;
  const joined = state === null ? [] : joinHandlers({ graph, state, handlers }).diagnostics;
  return { value: codeFacts(layout, graph, declared), diagnostics: [...diagnostics, ...joined] };
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

/** The pages, and what links may lead to. */
export function docFacts(layout: Layout): DocFacts {
  // Pages link to the same few files again and again.
  const there = new Map<string, boolean>();
  return {
    pages: loadDocs(layout),
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

/** What starts git is loaded for those who ask it. */
async function oldRegistry(layout: Layout, since: string): Promise<Facts["git"]> {
  const { loadOldRegistry } = await import("../project/load-old-registry.ts");
  return await loadOldRegistry(layout, since);
}

const nothing = { value: null, diagnostics: [] };

/** Reads everything that the rules look at. Never throws for what stands in the project's files. */
export async function loadFacts(
  layout: Layout,
  { code: wantsCode, fresh = false, since }: CheckScope,
  codes: Facts["codes"],
): Promise<Facts> {
  const loaded = loadGraph(layout);
  const hasPages = wantsCode && isThere(layout, `${shownPath(layout, layout.docs)}/steps`);
  const docs = hasPages ? docFacts(layout) : null;
  const tests = wantsCode ? unlessEmpty(testFiles(layout)) : null;
  const git = since === undefined ? null : await oldRegistry(layout, since);
  const { graph, registry: read } = loaded.value;
  const code = wantsCode && graph !== null ? await loadCode(layout, graph, fresh) : nothing;
  const runs = wantsCode ? loadRuns(layout) : nothing;
  const diagnostics = [...loaded.diagnostics, ...code.diagnostics, ...runs.diagnostics];
  // Half of a registry would make rules report what is only unreadable.
  const broken = diagnostics.some(
    ({ severity, location }) => severity === "fatal" && location?.file === read?.file,
  );
  const registry = broken ? null : read;
  return {
    graph,
    registry,
    code: code.value,
    docs,
    tests,
    runs: runs.value,
    times: docs === null ? null : loadStepTimes(layout),
    git,
    loaded: byCode(diagnostics),
    ignores: [
      ...(graph === null ? [] : findIgnores(graph.diagram, "diagram")),
      ...(registry === null ? [] : findIgnores(registry.file, "yaml")),
    ],
    wantsCode,
    codes,
    places: placesOf(layout),
  };
}
