import type { DocumentFacts } from "./document-facts.ts";
import type { StepDeclaration } from "../definition/step.ts";
import type { Graph, GraphNode } from "../graph/graph.ts";
import type { RegistryEntry } from "../registry/entry.ts";
import { takenEdges } from "../recording/taken-edges.ts";
import type { TakenEdges } from "../recording/taken-edges.ts";
import { positionAt } from "../text/source-file.ts";
import { waysNotTaken } from "./recorded-ways.ts";
import { statusOf } from "./step-status.ts";
import type { StepStatus } from "./step-status.ts";

/** The file of a step's code, and the line (from 1) of its default export. */
export interface HandlerPlace {
  /** Relative to the project. */
  readonly path: string;
  readonly line: number;
}

/** One step of the registry with all that the documents say of it. */
export interface StepRow {
  readonly entry: RegistryEntry;
  /** Null when the step is not drawn. */
  readonly node: GraphNode | null;
  readonly definition: StepDeclaration | null;
  readonly handler: HandlerPlace | null;
  /** Paths relative to the project: the test called after the step, and the others that name it. */
  readonly ownTests: readonly string[];
  readonly otherTests: readonly string[];
  /** Edges out of it that no recorded run takes, as the diagram draws them; empty in a project without recordings. */
  readonly untaken: readonly string[];
  readonly status: StepStatus;
}

/** Nodes that some entry leads to, the entries themselves too. */
function reachableFrom(graph: Graph): ReadonlySet<number> {
  const seen = new Set(graph.entries);
  for (const index of seen) {
    const node = graph.nodes[index];
    if (node === undefined) continue;
    for (const { target } of node.out) seen.add(target);
    if (node.errorEdge !== null) seen.add(node.errorEdge.target);
  }
  return seen;
}

interface TestsOf {
  readonly ownTests: readonly string[];
  readonly otherTests: readonly string[];
}

const ownName = /([^/]+)\.test\.ts$/;

/** Gives the tests of a node id, in the order of paths: those called after it, and those that quote it. */
function testFinder(tests: NonNullable<DocumentFacts["tests"]>): (id: string) => TestsOf {
  const found = new Map<string, { readonly ownTests: string[]; readonly otherTests: string[] }>();
  const of = (id: string) => {
    const lists = found.get(id) ?? { ownTests: [], otherTests: [] };
    found.set(id, lists);
    return lists;
  };
  for (const { path, names } of tests) {
    const own = ownName.exec(path)?.[1];
    if (own === undefined) continue;
    of(own).ownTests.push(path);
    for (const name of names) if (name !== own) of(name).otherTests.push(path);
  }
  return (id) => found.get(id) ?? { ownTests: [], otherTests: [] };
}

function handlerPlace({ code }: DocumentFacts, id: string): HandlerPlace | null {
  const module = code?.moduleOf.get(id);
  if (code === null || module === undefined) return null;
  const file = code.source(module.path);
  const at = file.text.search(/^export default /m);
  return { path: file.path, line: positionAt(file, Math.max(0, at)).line };
}

/** What the recorded runs took of the graph; null in a project without recordings. */
export function recordedWays({ graph, runs }: DocumentFacts): TakenEdges | null {
  return graph === null || runs === null ? null : takenEdges(graph, runs.recordings);
}

function untaken({ nodes }: Graph, taken: TakenEdges | null, node: GraphNode): readonly string[] {
  return waysNotTaken(taken, node, nodes).map(({ label, target }) => {
    const arrow = label === null ? "-->" : `-->|${label}|`;
    return `${node.id} ${arrow} ${nodes[target]?.id ?? ""}`;
  });
}

/** Every step of the registry by number, deprecated ones too. Empty without a registry or a diagram. */
export function stepRows(facts: DocumentFacts): readonly StepRow[] {
  const { graph, registry, code } = facts;
  if (graph === null || registry === null) return [];
  const reachable = reachableFrom(graph);
  const testsOf = testFinder(facts.tests ?? []);
  const taken = recordedWays(facts);
  return registry.entries
    .map((entry): StepRow => {
      const node = graph.nodes[graph.indexOf.get(entry.node_id) ?? -1] ?? null;
      const row = {
        entry,
        node,
        definition: (node !== null && code?.steps[node.index]) || null,
        handler: handlerPlace(facts, entry.node_id),
        ...testsOf(entry.node_id),
        untaken: node === null ? [] : untaken(graph, taken, node),
      };
      return { ...row, status: statusOf(row, node !== null && reachable.has(node.index)) };
    })
    .toSorted((a, b) => a.entry.step - b.entry.step);
}
