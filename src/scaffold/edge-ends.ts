import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { Graph, GraphNode, GraphStore } from "../graph/graph.ts";
import type { Edge } from "../mermaid/flowchart.ts";
import { drawnStep } from "./move-step-files.ts";

/** What an edge can begin or end at. */
export type EdgeEnd =
  | { readonly kind: "step"; readonly id: string; readonly node: GraphNode }
  | { readonly kind: "store"; readonly id: string; readonly store: GraphStore };

function edgeEnd(graph: Graph, word: string): EdgeEnd {
  const id = [...graph.stores.keys()].find((one) => one.toLowerCase() === word.toLowerCase());
  const store = graph.stores.get(id ?? "");
  if (store !== undefined) return { kind: "store", id: store.id, store };
  const isStep = graph.nodes.some(({ id: node }) => node.toLowerCase() === word.toLowerCase());
  const near = isStep ? "" : didYouMean(word, graph.stores.keys());
  if (near !== "")
    throw new UsageError("step-unknown", `No step and no store is called \`${word}\`.${near}`, {
      hint: "ragstep show <step>",
    });
  const node = drawnStep(graph, word);
  return { kind: "step", id: node.id, node };
}

/** An edge as it is asked for. */
export interface EdgeRequest {
  readonly from: string;
  readonly to: string;
  readonly label: string | undefined;
}

/** The two ends of an edge; at most one of them is a store. */
export interface EdgeEnds {
  readonly from: EdgeEnd;
  readonly to: EdgeEnd;
  /** Between a store and a step, which is drawn dotted: no run goes this way. */
  readonly isData: boolean;
}

/** Finds the ends of an edge. Throws a `UsageError` for names that are not drawn, and for two stores. */
export function edgeEnds(graph: Graph, request: EdgeRequest): EdgeEnds {
  const [from, to] = [edgeEnd(graph, request.from), edgeEnd(graph, request.to)];
  const isData = from.kind === "store" || to.kind === "store";
  if (from.kind === "store" && to.kind === "store")
    throw new UsageError(
      "edge-unclear",
      `\`${from.id}\` and \`${to.id}\` are both stores, which run nothing.`,
      {
        hint: `ragstep connect ${from.id} <NodeId> lets a step read, ragstep connect <NodeId> ${to.id} lets it write.`,
      },
    );
  if (isData && request.label !== undefined)
    throw new UsageError(
      "edge-unclear",
      "An edge between a store and a step has no label: its direction says it all.",
      {
        hint: `ragstep connect ${from.id} ${to.id}`,
      },
    );
  return { from, to, isData };
}

/** An edge as a diagram writes it. */
export function shownEdge({
  source,
  target,
  stroke,
  label,
}: Pick<Edge, "source" | "target" | "stroke" | "label">): string {
  const arrow = stroke === "dotted" ? "-.->" : "-->";
  return `${source} ${arrow}${label === undefined ? "" : `|${label.text}|`} ${target}`;
}
