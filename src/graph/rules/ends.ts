import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { GraphRule } from "../facts.ts";

/** Runs start and end at stadiums; an error step may end one too. */
export const ends: GraphRule = ({ graph, inDiagram }) => {
  const found: Diagnostic[] = [];
  if (graph.entries.length === 0) {
    const start = graph.nodes.find((node) => node.in.length === 0) ?? graph.nodes[0];
    const message =
      start === undefined
        ? "The diagram draws no step, so there is nothing to run."
        : "The diagram has no node where a run may start: a stadium without an edge into it.";
    const id = start?.kind === "startEnd" ? "Start" : (start?.id ?? "Start");
    found.push(
      inDiagram("no-entry", start?.span ?? { start: 0, end: 0 }, message, {
        hint: `${id}([${start?.label ?? "Start"}])`,
      }),
    );
  }
  for (const node of graph.nodes) {
    const last = node.out.length === 0;
    if (last && node.kind === "process") {
      const message = `No edge leads on from \`${node.id}\`, but a run ends at a stadium or at an error step.`;
      found.push(
        inDiagram("end-shape", node.span, message, {
          hint: `${node.id} --> NextStep, or ${node.id}([${node.label}])`,
        }),
      );
    }
    if (!last && node.in.length > 0 && node.kind === "startEnd") {
      const message = `\`${node.id}\` is a stadium, where runs start or end, but edges lead into it and out of it.`;
      found.push(
        inDiagram("start-end-in-the-middle", node.span, message, { hint: `${node.id}[${node.label}]` }),
      );
    }
  }
  for (const store of graph.stores.values()) {
    if (store.readers.length + store.writers.length > 0) continue;
    const message = `No step reads or writes the store \`${store.id}\`.`;
    found.push(inDiagram("store-unused", store.span, message, { hint: `${store.id} -.-> AStep` }));
  }
  return found;
};
