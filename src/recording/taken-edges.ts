import type { Graph, GraphEdge } from "../graph/graph.ts";
import type { RecordedPath, RecordedStep } from "./recording.ts";

/** A recording with the name that reports give it. */
export interface NamedPath extends Pick<RecordedPath, "path"> {
  readonly name: string;
}

/** A way that a recording went and the diagram does not draw. */
export interface UndrawnWay {
  readonly step: RecordedStep;
  /** Node id gone to; null when the node itself is not drawn, or has another outcome. */
  readonly target: string | null;
  /** Names of the recordings, in their order. */
  readonly recordings: readonly string[];
}

/** What recordings took of a graph. */
export interface TakenEdges {
  /** Names of the recordings that took each edge, by `GraphEdge.index`. */
  readonly byEdge: ReadonlyMap<number, readonly string[]>;
  readonly undrawn: readonly UndrawnWay[];
}

function edgesFrom(graph: Graph, step: RecordedStep): readonly GraphEdge[] {
  const node = graph.nodes[graph.indexOf.get(step.node) ?? -1];
  if (node === undefined) return [];
  if (node.kind !== "decision" && step.outcome === "error")
    return node.errorEdge === null ? [] : [node.errorEdge];
  const labels = typeof step.outcome === "string" ? [step.outcome] : step.outcome;
  return node.out.filter(({ label }) => label === null || labels?.includes(label) === true);
}

/** The same visits come again and again: what they took is found once for each that differs. */
function visitKey({ node, outcome, next }: RecordedStep): string {
  return `${node}\n${String(outcome)}\n${next.join(" ")}`;
}

const found = new WeakMap<readonly NamedPath[], { readonly graph: Graph; readonly taken: TakenEdges }>();

/**
 * Holds recordings against a graph: which edges they took, and which of their ways it does not draw. Found once for a list
 * of recordings, since rules and documents ask again and again.
 */
export function takenEdges(graph: Graph, recordings: readonly NamedPath[]): TakenEdges {
  const before = found.get(recordings);
  if (before?.graph === graph) return before.taken;
  const taken = findTakenEdges(graph, recordings);
  found.set(recordings, { graph, taken });
  return taken;
}

function findTakenEdges(graph: Graph, recordings: readonly NamedPath[]): TakenEdges {
  const visits = new Map<string, { readonly step: RecordedStep; readonly names: string[] }>();
  for (const { name, path } of recordings) {
    for (const step of path) {
      const key = visitKey(step);
      const known = visits.get(key);
      if (known === undefined) visits.set(key, { step, names: [name] });
      else if (known.names.at(-1) !== name) known.names.push(name);
    }
  }
  const byEdge = new Map<number, Set<string>>();
  const undrawn: UndrawnWay[] = [];
  for (const { step, names } of visits.values()) {
    const edges = edgesFrom(graph, step);
    if (!graph.indexOf.has(step.node)) undrawn.push({ step, target: null, recordings: names });
    for (const target of step.next) {
      const edge = edges.find((one) => graph.nodes[one.target]?.id === target);
      if (edge === undefined) {
        if (graph.indexOf.has(step.node)) undrawn.push({ step, target, recordings: names });
        continue;
      }
      const takers = byEdge.get(edge.index) ?? new Set();
      for (const name of names) takers.add(name);
      byEdge.set(edge.index, takers);
    }
  }
  const order = new Map(recordings.map(({ name }, place) => [name, place]));
  const sorted = (names: ReadonlySet<string>): readonly string[] =>
    [...names].toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return { byEdge: new Map([...byEdge].map(([index, names]) => [index, sorted(names)])), undrawn };
}
