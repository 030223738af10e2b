import type { Attributes } from "@opentelemetry/api";
import type { Graph } from "../graph/graph.ts";

/** What is the same in every span of a step. */
export interface StepFacts {
  /** The span's name. */
  readonly name: string;
  readonly attributes: Attributes;
  /** One visit takes up all branches that came. */
  readonly joins: boolean;
}

/** The facts of a graph's steps by node id, worked out as steps come up. */
export function stepFacts(graph: Graph): (node: string) => StepFacts {
  const known = new Map<string, StepFacts>();
  const make = (id: string): StepFacts => {
    const node = graph.nodes[graph.indexOf.get(id) ?? -1];
    const entry = node?.entry ?? null;
    const attributes: Attributes = { "ragstep.step.node": id };
    if (entry !== null) {
      attributes["ragstep.step.number"] = entry.step;
      attributes["ragstep.step.id"] = entry.id;
      attributes["ragstep.step.category"] = entry.category;
    }
    return { name: `step ${id}`, attributes, joins: (node?.in.length ?? 0) > 1 };
  };
  return (id) => {
    let facts = known.get(id);
    if (facts === undefined) known.set(id, (facts = make(id)));
    return facts;
  };
}
