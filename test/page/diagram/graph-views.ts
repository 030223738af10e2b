import type { GraphView } from "../../../src/server/api-schemas.ts";
import { findLayout } from "../../../src/project/layout.ts";
import { loadProject } from "../../../src/project/load-project.ts";
import { graphView } from "../../../src/server/graph-view.ts";
import { noFiles } from "../../../src/server/project-files.ts";
import { inRepository } from "../../server/serving.ts";

type NodeView = GraphView["nodes"][number];

/** The graph of this repository, as a page gets it. */
export async function repositoryGraph(): Promise<GraphView> {
  const layout = await findLayout(inRepository("."));
  const { value } = await loadProject(layout, { code: true });
  if (value.program === null) throw new Error("The project cannot be loaded.");
  return graphView(value.program, noFiles);
}

/** A node of a small graph. */
export function nodeView(id: string, lane: string | null, fields: Partial<NodeView> = {}): NodeView {
  return {
    id,
    kind: "process",
    label: `Do ${id}`,
    lane,
    step: null,
    step_id: null,
    category: null,
    owner: null,
    status: "active",
    policy: {},
    outcomes: [],
    doc: null,
    handler: null,
    stores: [],
    reads: [],
    optional: {},
    writes: [],
    attrs: [],
    ...fields,
  };
}

/** A small graph; an edge is `[source, target]` or `[source, target, label]`. */
export function smallGraph(
  nodes: readonly NodeView[],
  edges: readonly (readonly [string, string, string?])[],
  fields: Partial<GraphView> = {},
): GraphView {
  const lanes = [...new Set(nodes.flatMap(({ lane }) => lane ?? []))];
  return {
    hash: "hash",
    diagram: "flowchart LR\n  classDef error fill:#fee\n",
    lanes: lanes.map((id) => ({ id, title: `Lane "${id}"` })),
    nodes: [...nodes],
    edges: edges.map(([source, target, label = null]) => ({ source, target, label, kind: "control" })),
    stores: [],
    entries: nodes.slice(0, 1).map(({ id }) => id),
    keys: [],
    ...fields,
  };
}

/** Two lanes: `a` with a decision and its outcomes, `b` with what one of them leads to; the last node has no lane. */
export const twoLanes = smallGraph(
  [
    nodeView("Ask", "a", { kind: "startEnd", step: 1 }),
    nodeView("Choose", "a", { kind: "decision", step: 2 }),
    nodeView("Refuse", "a", { kind: "error", step: 3 }),
    nodeView("Work", "b", { step: 10, stores: [{ store: "Db", access: "read-write" }] }),
    nodeView("Check", "b", { kind: "decision", step: 11, stores: [{ store: "Db", access: "read" }] }),
    nodeView("End", null, { kind: "startEnd", step: 12 }),
  ],
  [
    ["Ask", "Choose"],
    ["Choose", "Work", "Yes"],
    ["Choose", "Check", "Later"],
    ["Choose", "Refuse", "No"],
    ["Work", "Check"],
    ["Check", "End", "Good"],
    ["Check", "End", "Poor"],
    ["Check", "Check", "Again"],
    ["Refuse", "End"],
  ],
  { stores: [{ id: "Db", label: "Data" }] },
);
