import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { cyclesOf } from "../cycles.ts";
import { targetsOf } from "../components.ts";
import type { GraphRule } from "../facts.ts";
import type { Graph } from "../graph.ts";

function reachedFrom(graph: Graph, starts: readonly number[]): Uint8Array {
  const reached = new Uint8Array(graph.nodes.length);
  const open = [...starts];
  for (const index of open) reached[index] = 1;
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    for (const target of targetsOf(graph, index)) {
      if (reached[target] === 1) continue;
      reached[target] = 1;
      open.push(target);
    }
  }
  return reached;
}

/** Every step can be reached from an entry, and every loop can be left. */
export const paths: GraphRule = ({ graph, inDiagram }) => {
  const found: Diagnostic[] = [];
  if (graph.entries.length > 0) {
    const reached = reachedFrom(graph, graph.entries);
    const names = graph.entries.slice(0, 3).map((index) => `\`${graph.nodes[index]?.id ?? ""}\``);
    const starts = names.join(" or ") + (graph.entries.length > names.length ? " or another entry" : "");
    for (const node of graph.nodes) {
      if (reached[node.index] === 1) continue;
      const message = `No run can reach \`${node.id}\`: no path leads there from ${starts}.`;
      const hint = `SomeStep --> ${node.id}`;
      found.push(inDiagram("unreachable-node", node.span, message, { hint }));
    }
  }
  for (const cycle of cyclesOf(graph)) {
    const first = graph.nodes[cycle.path[0] ?? -1];
    if (cycle.hasExit || first === undefined) continue;
    const names = [...cycle.path, first.index].map((index) => `\`${graph.nodes[index]?.id ?? ""}\``);
    const message = `A run that comes to ${names.join(" → ")} can never leave this loop.`;
    found.push(inDiagram("no-way-to-end", first.span, message, { hint: `${first.id} --> End` }));
  }
  return found;
};
