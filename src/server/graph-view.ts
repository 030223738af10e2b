import type { Program } from "../graph/program.ts";
import type { GraphNode } from "../graph/graph.ts";
import type { GraphNodeView, GraphView } from "./api-schemas.ts";
import type { ProjectFiles } from "./project-files.ts";

function nodeView(program: Program, files: ProjectFiles, node: GraphNode): GraphView["nodes"][number] {
  const { id, kind, label, lane, entry, outcomes, stores } = node;
  const step = program.steps[node.index] ?? null;
  return {
    id,
    kind,
    label,
    lane,
    step: entry?.step ?? null,
    step_id: entry?.id ?? null,
    category: entry?.category ?? null,
    owner: entry?.code_owner ?? null,
    status: entry?.status.kind ?? null,
    policy: {
      ...(entry?.timeout_ms === undefined ? {} : { timeout_ms: entry.timeout_ms }),
      ...(entry?.retry === undefined ? {} : { retry: entry.retry }),
      ...(entry?.max_visits === undefined ? {} : { max_visits: entry.max_visits }),
      ...(entry?.flag === undefined ? {} : { flag: entry.flag }),
    },
    outcomes: [...outcomes],
    ...files.of(id),
    stores: stores.map(({ store, access }) => ({ store, access })),
    reads: [...(step?.reads ?? [])],
    optional: { ...step?.optional },
    writes: [...(step?.writes ?? [])],
    attrs: [...(step?.attrs ?? [])],
  };
}

/** A program as a page shows it: everything but its code. */
export function graphView(program: Program, files: ProjectFiles): GraphView {
  const { graph, state } = program;
  const idOf = (index: number): string => graph.nodes[index]?.id ?? "";
  return {
    hash: graph.hash,
    diagram: graph.diagram.text,
    lanes: graph.lanes.map(({ id, title }) => ({ id, title: title?.text ?? id })),
    nodes: graph.nodes.map((node) => nodeView(program, files, node)),
    edges: graph.edges.map(({ source, target, label, kind }) => ({
      source: idOf(source),
      target: idOf(target),
      label,
      kind,
    })),
    stores: [...graph.stores.values()].map(({ id, label }) => ({ id, label })),
    entries: graph.entries.map(idOf),
    keys: Object.entries(state).map(([name, { flags }]) => ({
      name,
      doc: flags.doc ?? "",
      personal: flags.pii === true,
    })),
  };
}

/** What people wrote about a node, and where its code is. */
export async function nodeNotes(files: ProjectFiles, id: string): Promise<GraphNodeView> {
  const { doc, handler } = files.of(id);
  const markdown = doc === null ? null : await files.readDoc(id);
  return {
    id,
    doc: doc === null || markdown === null ? null : { path: doc, markdown },
    handler: handler === null ? null : { path: handler },
  };
}
