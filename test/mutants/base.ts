import { basename, dirname } from "node:path";
import type { CodeFacts, Facts } from "../../src/checks/facts.ts";
import { findIgnores } from "../../src/checks/ignores.ts";
import { loadFacts } from "../../src/checks/load-facts.ts";
import { allCodes } from "../../src/checks/reading-codes.ts";
import type { DeclaredKeys } from "../../src/definition/state.ts";
import type { StepDefinition } from "../../src/definition/step.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { joinHandlers } from "../../src/graph/join-handlers.ts";
import { validateStep } from "../../src/definition/validate-step.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { link } from "../../src/graph/link.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import type { Layout } from "../../src/project/layout.ts";
import { shownPath } from "../../src/project/layout.ts";
import { isStep } from "../../src/project/step-modules.ts";
import type { StepModule } from "../../src/project/step-modules.ts";
import type { Registry } from "../../src/registry/entry.ts";
import { readRegistry } from "../../src/registry/read-registry.ts";
import { sourceFile } from "../../src/text/source-file.ts";

/** The real project as it is, with everything that a mutation may look at. */
export interface Base {
  readonly layout: Layout;
  readonly facts: Facts;
  readonly graph: Graph;
  readonly registry: Registry;
  readonly code: CodeFacts;
}

/** What a mutation puts in place of parts of the project; what it leaves out stays as it is. */
export interface Change {
  readonly diagram?: string;
  readonly registry?: string;
  readonly modules?: readonly StepModule[];
  readonly state?: DeclaredKeys;
  /** Texts of handlers, by path. */
  readonly sources?: ReadonlyMap<string, string>;
  readonly types?: string;
  readonly pages?: NonNullable<Facts["docs"]>["pages"];
  readonly tests?: NonNullable<Facts["tests"]>;
  readonly runs?: NonNullable<Facts["runs"]>;
}

/** Loads the project once. The registry as it is stands for the older revision too. Throws when a part is missing. */
export async function loadBase(layout: Layout): Promise<Base> {
  const facts = await loadFacts(layout, { code: true, fresh: true }, allCodes);
  const { graph, registry, code } = facts;
  if (graph === null || registry === null || code === null)
    throw new Error(
      "The project cannot be mutated, because a part of it cannot be read: run `ragstep check`.",
    );
  return { layout, facts: { ...facts, git: { revision: "HEAD", registry } }, graph, registry, code };
}

/** The handlers with one of them changed; null takes it out. */
export function withStep(
  { code }: Base,
  node: string,
  change: Partial<StepDefinition> | null,
): readonly StepModule[] {
  return code.modules.flatMap((found) => {
    if (!isStep(found.exported) || found.exported.node !== node) return [found];
    return change === null ? [] : [{ ...found, exported: { ...found.exported, ...change } }];
  });
}

/** Made once for all mutants that leave it as it is. */
function once<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

const linkedAsItIs = once(
  ({ graph, registry }: Base) => link(graph.flowchart, graph.diagram, registry).diagnostics,
);

function linked(base: Base, change: Change) {
  const { facts } = base;
  if (change.diagram === undefined && change.registry === undefined && facts.graph !== null) {
    return { graph: base.graph, registry: base.registry, diagnostics: linkedAsItIs(base) };
  }
  const diagnostics: Diagnostic[] = [];
  let registry = base.registry;
  if (change.registry !== undefined) {
    const read = readRegistry(sourceFile(base.registry.file.path, change.registry));
    diagnostics.push(...read.diagnostics);
    registry = read.value;
  }
  const diagram =
    change.diagram === undefined ? base.graph.diagram : sourceFile(base.graph.diagram.path, change.diagram);
  const parsed =
    change.diagram === undefined ? { value: base.graph.flowchart, diagnostics: [] } : parseFlowchart(diagram);
  diagnostics.push(...parsed.diagnostics);
  if (parsed.value === null) return { graph: null, registry, diagnostics };
  const found = link(parsed.value, diagram, registry);
  return { graph: found.value, registry, diagnostics: [...diagnostics, ...found.diagnostics] };
}

function sourceAfter({ code, layout }: Base, sources: Change["sources"]): CodeFacts["source"] {
  return (path) => {
    const text = sources?.get(path);
    return text === undefined ? code.source(path) : sourceFile(shownPath(layout, path), text);
  };
}

function codeOf(base: Base, graph: Graph, { modules, state, sources, types }: Change): CodeFacts {
  if (graph === base.graph && modules === undefined && types === undefined)
    return { ...base.code, state: state ?? base.code.state, source: sourceAfter(base, sources) };
  const moduleOf = new Map<string, StepModule>();
  const used = modules ?? base.code.modules;
  for (const found of used)
    if (isStep(found.exported) && !moduleOf.has(found.exported.node))
      moduleOf.set(found.exported.node, found);
  return {
    ...base.code,
    state: state ?? base.code.state,
    modules: used,
    moduleOf,
    steps: graph.nodes.map(({ id }) => {
      const exported = moduleOf.get(id)?.exported;
      return isStep(exported) ? exported : null;
    }),
    types:
      types === undefined
        ? base.code.types
        : { ...base.code.types, file: sourceFile(base.code.types.file.path, types) },
    source: sourceAfter(base, sources),
  };
}

const validated = once(({ path, exported }: StepModule) => validateStep(path, exported));

function joined({ layout }: Base, graph: Graph, { modules, state }: CodeFacts): readonly Diagnostic[] {
  const handlers = modules.map((found) => ({ file: shownPath(layout, found.path), step: validated(found) }));
  return joinHandlers({ graph, state, handlers }).diagnostics;
}

const joinedAsItIs = once((base: Base) => joined(base, base.graph, base.code));

/** What the rules see of the project after a change. Nothing is read from disk and nothing written. */
export function factsAfter(base: Base, change: Change, expectedTypes: (graph: Graph) => string): Facts {
  const { facts } = base;
  const { graph, registry, diagnostics } = linked(base, change);
  const loaded = new Map<string, Diagnostic[]>();
  const note = (found: readonly Diagnostic[]): void => {
    for (const one of found) loaded.set(one.code, [...(loaded.get(one.code) ?? []), one]);
  };
  note(diagnostics);
  let code: CodeFacts | null = null;
  if (graph !== null) {
    code = codeOf(base, graph, change);
    if (graph !== base.graph) code = { ...code, types: { ...code.types, expected: expectedTypes(graph) } };
    const same = graph === base.graph && code.modules === base.code.modules && code.state === base.code.state;
    note(same ? joinedAsItIs(base) : joined(base, graph, code));
  }
  return {
    ...facts,
    graph,
    registry,
    code,
    docs:
      facts.docs === null || change.pages === undefined ? facts.docs : { ...facts.docs, pages: change.pages },
    tests: change.tests ?? facts.tests,
    runs: change.runs ?? facts.runs,
    loaded,
    ignores: [
      ...(graph === null ? [] : findIgnores(graph.diagram, "diagram")),
      ...findIgnores(registry.file, "yaml"),
    ],
  };
}

/** A handler's file under another folder or name. */
export function moved(found: StepModule, to: { readonly lane?: string; readonly name?: string }): StepModule {
  const name = to.name ?? found.name;
  const lane = to.lane ?? found.lane;
  const root = found.lane === null ? dirname(found.path) : dirname(dirname(found.path));
  const ending = basename(found.path).slice(found.name.length);
  return {
    ...found,
    name,
    lane,
    path: [root, ...(lane === null ? [] : [lane]), `${name}${ending}`].join("/"),
  };
}
