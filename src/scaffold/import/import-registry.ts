import { numberIn } from "../../checks/label-number.ts";
import type { Graph, GraphNode } from "../../graph/graph.ts";
import { writeScalar } from "../../registry/write-scalar.ts";
import { flowOrder } from "./flow-order.ts";
import { stepIds, wordsOf } from "./step-ids.ts";

/** What a diagram does not say. */
export interface ImportOptions {
  /** The category of steps that stand in no lane. */
  readonly category: string;
  /** Who owns the steps; left out when undefined, and `ragstep check` asks for it. */
  readonly owner: string | undefined;
}

/** Numbers that labels name already, unless two of them name the same; all others are numbered in the order of flow. */
function numbersOf(order: readonly GraphNode[], { flowchart }: Graph): ReadonlyMap<GraphNode, number> {
  const numbers = new Map<GraphNode, number>();
  const taken = new Set<number>();
  for (const node of order) {
    const named = numberIn(flowchart.vertices.get(node.id)?.label?.text ?? "");
    if (named === undefined || named < 1 || !Number.isSafeInteger(named) || taken.has(named)) continue;
    taken.add(named);
    numbers.set(node, named);
  }
  let next = 1;
  for (const node of order) {
    if (numbers.has(node)) continue;
    while (taken.has(next)) next++;
    numbers.set(node, next++);
  }
  return numbers;
}

/**
 * A registry for a diagram that has none: each step planned, numbered in the order of flow or as its label says, with
 * its type from its shape and its category from its lane. The same diagram gives the same text.
 */
export function importRegistry(graph: Graph, { category, owner }: ImportOptions): string {
  const order = flowOrder(graph);
  const numbers = numbersOf(order, graph);
  const idOf = stepIds();
  const entries = order
    .map((node) => ({ node, number: numbers.get(node) ?? 0 }))
    .toSorted((a, b) => a.number - b.number)
    .map(({ node, number }) => {
      const { id, label, lane, kind } = node;
      const area = wordsOf(lane ?? "").join("-") || category;
      const fields = [
        `- step: ${number}`,
        `id: ${writeScalar(idOf(area, label, id))}`,
        `node_id: ${writeScalar(id)}`,
        `node_label: ${writeScalar(label === "" ? id : label)}`,
        `type: ${kind}`,
        `category: ${writeScalar(area)}`,
        ...(owner === undefined ? [] : [`code_owner: ${writeScalar(owner)}`]),
        "status: planned",
      ];
      return `  ${fields.join("\n    ")}\n`;
    });
  return `# The steps of ${graph.diagram.path}, by number. \`step\` and \`id\` are permanent: never changed, never used again.
# A planned step may be drawn before it is written; with its handler, \`status\` goes.
version: 1

steps:
${entries.join("\n")}`;
}
