import { UsageError } from "../diagnostics/errors.ts";
import type { Graph } from "../graph/graph.ts";
import { parseFlowchart } from "../mermaid/parse-flowchart.ts";
import { sourceFile } from "../text/source-file.ts";

/** Who has a name already, in words; null when nobody has. */
function ownerOf({ registry, nodes, stores, lanes, flowchart }: Graph, name: string): string | null {
  const lower = name.toLowerCase();
  // Steps have files, and on some disks names that differ in their case alone are one.
  const isSame = (other: string): boolean => other.toLowerCase() === lower;
  const entry = registry?.entries.find((one) => isSame(one.node_id) || one.nodes.some(isSame));
  if (entry !== undefined)
    return `step ${entry.step}${entry.status.kind === "deprecated" ? ", which is deprecated and keeps it" : ""}`;
  if (nodes.some(({ id }) => isSame(id))) return "another step";
  if (stores.has(name)) return "a store";
  if (lanes.some(({ id }) => id === name)) return "a lane";
  return flowchart.edges.some(({ id }) => id === name) ? "an edge" : null;
}

/**
 * Checks a new node id: a word that a diagram, a file and a program can all have as a name, and that is free. Throws a
 * `UsageError` that says what is wrong with it.
 */
export function checkNewName(graph: Graph, name: string): void {
  const probe = parseFlowchart(sourceFile("", `flowchart TD\n  Before --> ${name} --> After\n`));
  const isWord = /^[A-Za-z][A-Za-z0-9_]*$/.test(name);
  if (!isWord || probe.diagnostics.length > 0 || probe.value?.vertices.has(name) !== true) {
    const why = isWord
      ? "a word that Mermaid keeps for itself"
      : "not a letter followed by letters, digits or `_`";
    throw new UsageError("node-name", `\`${name}\` cannot be the id of a node: it is ${why}.`, {
      hint: "Ids are written like `CheckInvoice`.",
    });
  }
  const owner = ownerOf(graph, name);
  if (owner !== null)
    throw new UsageError("node-name-taken", `\`${name}\` is the name of ${owner}.`, {
      hint: "Choose a name that nothing has yet, in whichever case.",
    });
}
