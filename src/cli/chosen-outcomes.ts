import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { Graph, GraphEdge } from "../graph/graph.ts";
import { edgesOut } from "../simulation/distances.ts";
import { hasChoice } from "../simulation/stub-program.ts";

function nodeOf(graph: Graph, id: string) {
  const node = graph.nodes[graph.indexOf.get(id) ?? -1];
  if (node !== undefined && hasChoice(node)) return node;
  const known = graph.nodes.filter((one) => hasChoice(one)).map((one) => one.id);
  const wrong = node === undefined ? "is no step of the diagram" : "has nothing to choose";
  throw new UsageError("choice-unknown", `\`${id}\` ${wrong}.${didYouMean(id, known)}`, {
    hint: `--choose ${known[0] ?? "Decision"}=Yes`,
  });
}

/**
 * Reads `--choose`: `Decision=Label`, several with a comma between them; `error` for a process with an `error` edge. Gives
 * the edges to take, by node id. Throws a `UsageError` for a node or a label that is not there.
 */
export function chosenOutcomes(graph: Graph, text: string | undefined): ReadonlyMap<string, GraphEdge> {
  const chosen = new Map<string, GraphEdge>();
  for (const part of text?.split(",") ?? []) {
    const [id = "", label = ""] = part.split("=", 2).map((word) => word.trim());
    const node = nodeOf(graph, id);
    const labelled = edgesOut(node).filter((edge) => edge.label !== null);
    const edge = labelled.find((one) => one.label === label);
    if (edge === undefined) {
      const labels = labelled.map((one) => one.label ?? "");
      throw new UsageError(
        "choice-unknown",
        `\`${id}\` has no edge \`${label}\`; it has ${labels.map((one) => `\`${one}\``).join(", ")}.${didYouMean(label, labels)}`,
        { hint: `--choose ${id}=${labels[0] ?? ""}` },
      );
    }
    chosen.set(id, edge);
  }
  return chosen;
}
