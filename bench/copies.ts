import type { CodeFacts, Facts } from "../src/checks/facts.ts";
import { documents } from "../src/documents/documents.ts";
import type { Graph, GraphNode, NodeKind } from "../src/graph/graph.ts";
import { generateTypes } from "../src/graph/generate-types.ts";
import { link } from "../src/graph/link.ts";
import { parseFlowchart } from "../src/mermaid/parse-flowchart.ts";
import type { DocPage } from "../src/project/load-docs.ts";
import type { StepModule } from "../src/project/step-modules.ts";
import { isDeclared } from "../src/project/step-modules.ts";
import { readRegistry } from "../src/registry/read-registry.ts";
import { sourceFile } from "../src/text/source-file.ts";

/** Diagram and registry of several copies of a project, each beginning where the one before it ends. */
export interface CopiedTexts {
  readonly diagram: string;
  readonly registry: string;
}

const shapes: Readonly<Record<NodeKind, (label: string) => string>> = {
  startEnd: (label) => `(["${label}"])`,
  process: (label) => `["${label}"]`,
  decision: (label) => `{"${label}"}`,
  error: (label) => `["${label}"]:::error`,
};

const quoted = (text: string): string => text.replaceAll('"', "#quot;");
const named = (id: string, copy: number): string => `${id}C${copy}`;

/** The node where a run begins, and the one where most runs end. */
const first = "Start";
const last = "End";

/** A copy that others follow ends in a step, and one that follows another begins with one. */
function kindIn({ id, kind }: GraphNode, copy: number, copies: number): NodeKind {
  return (id === first && copy > 0) || (id === last && copy < copies - 1) ? "process" : kind;
}

/** Writes the graph of a project several times, node ids and numbers told apart by the copy. */
export function copyTexts({ nodes, edges, stores, lanes }: Graph, copies: number): CopiedTexts {
  const diagram = ["flowchart TD"];
  const registry: string[] = [];
  for (let copy = 0; copy < copies; copy++) {
    const id = (index: number): string => named(nodes[index]?.id ?? "", copy);
    for (const lane of [null, ...lanes.map((one) => one.id)]) {
      if (lane !== null) diagram.push(`  subgraph ${named(lane, copy)} [${lane}]`);
      for (const node of nodes.filter((one) => one.lane === lane))
        diagram.push(`    ${id(node.index)}${shapes[kindIn(node, copy, copies)](quoted(node.label))}`);
      for (const store of [...stores.values()].filter((one) => one.lane === lane))
        diagram.push(`    ${named(store.id, copy)}[("${quoted(store.label)}")]`);
      if (lane !== null) diagram.push("  end");
    }
    for (const { source, target, label } of edges)
      diagram.push(`  ${id(source)} -->${label === null ? "" : `|"${quoted(label)}"|`} ${id(target)}`);
    for (const node of nodes)
      for (const { store, access } of node.stores) {
        if (access !== "write") diagram.push(`  ${named(store, copy)} -.-> ${id(node.index)}`);
        if (access !== "read") diagram.push(`  ${id(node.index)} -.-> ${named(store, copy)}`);
      }
    if (copy > 0) diagram.push(`  ${named(last, copy - 1)} --> ${named(first, copy)}`);
    for (const node of nodes) {
      const { entry } = node;
      registry.push(
        `- step: ${copy * nodes.length + node.index + 1}`,
        `  id: ${entry?.id ?? node.id}.c${copy}`,
        `  node_id: ${id(node.index)}`,
        `  node_label: ${JSON.stringify(node.label)}`,
        `  type: ${kindIn(node, copy, copies)}`,
        `  category: ${entry?.category ?? "bench"}`,
        `  code_owner: ${entry?.code_owner ?? "bench"}`,
        ...(entry?.max_visits === undefined ? [] : [`  max_visits: ${entry.max_visits}`]),
        ...(entry?.idempotent === undefined ? [] : [`  idempotent: ${JSON.stringify(entry.idempotent)}`]),
      );
    }
  }
  return { diagram: `${diagram.join("\n")}\n`, registry: `${registry.join("\n")}\n` };
}

/** Reads what `copyTexts` wrote. Throws when it is no flowchart. */
export function linkCopies({ diagram, registry }: CopiedTexts): ReturnType<typeof link> {
  const file = sourceFile("copies.mmd", diagram);
  const { value } = parseFlowchart(file);
  if (value === null) throw new Error("The copies do not parse.");
  return link(value, file, readRegistry(sourceFile("copies.yml", registry)).value);
}

/** The keys that steps behind the first one read. */
function readBehindFirst({ nodes, indexOf }: Graph, { steps }: CodeFacts): readonly string[] {
  const reached = new Set(nodes[indexOf.get(first) ?? 0]?.out.map(({ target }) => target));
  for (const index of reached) for (const { target } of nodes[index]?.out ?? []) reached.add(target);
  const behind = [...reached].map((index) => steps[index] ?? null);
  return [
    ...new Set(
      behind.flatMap((step) => (step === null ? [] : [...step.reads, ...Object.keys(step.optional)])),
    ),
  ];
}

function copiedCode(code: CodeFacts, real: Graph, graph: Graph): CodeFacts {
  const storeNames = new RegExp(`\\b(${[...real.stores.keys()].join("|")})\\b`, "g");
  const files = new Map<string, ReturnType<typeof sourceFile>>();
  const modules: StepModule[] = [];
  const readLater = readBehindFirst(real, code);
  for (let copy = 0; copy * real.nodes.length < graph.nodes.length; copy++) {
    for (const found of code.modules) {
      if (!isDeclared(found.exported)) continue;
      const node = named(found.exported.node, copy);
      const path = `steps/${named(found.lane ?? "", copy)}/${node}.ts`;
      // Each copy begins anew, with a state of its own: what was read of the one before is no use to its steps.
      const begins = copy > 0 && found.exported.node === first;
      const writes = begins ? readLater : found.exported.writes;
      modules.push({ ...found, path, name: node, exported: { ...found.exported, node, writes } });
      const text = code.source(found.path).text.replaceAll(storeNames, (store) => named(store, copy));
      files.set(path, sourceFile(path, text));
    }
  }
  const moduleOf = new Map(modules.map((found) => [found.name, found]));
  const steps = graph.nodes.map(({ id }) => {
    const exported = moduleOf.get(id)?.exported;
    return isDeclared(exported) ? exported : null;
  });
  const types = generateTypes(graph);
  return {
    state: code.state,
    steps,
    modules,
    moduleOf,
    types: { file: sourceFile("steps/ragstep.gen.ts", types), expected: types },
    source: (path) => files.get(path) ?? sourceFile(path, ""),
  };
}

/** A graph of copies with all that the rules look at: handlers, tests, and generated pages with what people wrote. */
export function copiedFacts(real: Facts, texts: CopiedTexts): Facts {
  const { graph: realGraph, code, docs } = real;
  if (realGraph === null || code === null || docs === null)
    throw new Error("A part of the project is missing.");
  const { value: graph, diagnostics } = linkCopies(texts);
  const loaded = new Map(
    diagnostics.map((one) => [one.code, diagnostics.filter((same) => same.code === one.code)]),
  );
  const facts: Facts = {
    ...real,
    graph,
    registry: graph.registry,
    code: copiedCode(code, realGraph, graph),
    tests: graph.nodes.map(({ id }) => ({ path: `test/steps/${id}.test.ts`, names: new Set([id]) })),
    docs: { ...docs, pages: [], exists: () => true },
    runs: null,
    git: graph.registry === null ? null : { revision: "HEAD", registry: graph.registry },
    loaded,
    ignores: [],
  };
  const write = (pages: readonly DocPage[]): readonly DocPage[] =>
    documents({ ...facts, docs: { pages } }).map(({ path, text }) => ({ file: sourceFile(path, text) }));
  const written = write([]).map(({ file }) => ({
    file: sourceFile(
      file.path,
      file.text
        .replace("**Behavior notes:**", "**Behavior notes:** Does its part of the work.")
        .replaceAll(/^(## (?:Intent|Differences|Risks).*)$/gm, "$1\n\n- None."),
    ),
  }));
  return { ...facts, docs: { ...docs, pages: write(written), exists: () => true } };
}
