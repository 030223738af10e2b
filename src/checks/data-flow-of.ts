import { dataFlow } from "../graph/data-flow.ts";
import type { DataFlow } from "../graph/data-flow.ts";
import type { GraphEdge } from "../graph/graph.ts";
import type { Facts } from "./facts.ts";

const known = new WeakMap<Facts, DataFlow>();

/** How keys go along the diagram; computed once for all rules that ask. Null without graph or code. */
export function dataFlowOf(facts: Facts): DataFlow | null {
  const { graph, code } = facts;
  if (graph === null || code === null) return null;
  const before = known.get(facts);
  if (before !== undefined) return before;
  const flow = dataFlow({ graph, state: code.state, steps: code.steps });
  known.set(facts, flow);
  return flow;
}

/** Longer paths leave out steps that have one way out, except at both ends. */
const longPath = 10;

/** A path as a message shows it: `` `Start` → `Ask` (No) → … → `Done` ``. */
export function pathText({ graph }: Pick<Facts, "graph">, path: readonly GraphEdge[]): string {
  const idOf = (index: number): string => `\`${graph?.nodes[index]?.id ?? ""}\``;
  const last = path.at(-1);
  const parts = path.flatMap((edge, at) => {
    const plain = edge.label === null && at > 0 && at < path.length - 1;
    if (plain && path.length > longPath) return path[at - 1]?.label === null && at > 1 ? [] : ["…"];
    return [`${idOf(edge.source)}${edge.label === null ? "" : ` (${edge.label})`}`];
  });
  return [...parts, ...(last === undefined ? [] : [idOf(last.target)])].join(" → ");
}
