import type { Edge, Flowchart, Vertex } from "../mermaid/flowchart.ts";
import { plainLabel } from "../mermaid/plain-label.ts";
import type { Registry, RegistryEntry } from "../registry/entry.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import type { Access, Graph, GraphEdge, GraphNode, GraphStore } from "./graph.ts";
import { hashOf } from "./hash.ts";
import type { Roles } from "./roles.ts";
import type { DataEdge, SortedEdges } from "./sort-edges.ts";

/** A node while its edges are read. */
interface NodeDraft extends Omit<GraphNode, "stores"> {
  readonly out: GraphEdge[];
  readonly in: GraphEdge[];
  readonly outcomes: string[];
  errorEdge: GraphEdge | null;
  readonly stores: { readonly store: string; access: Access; readonly spans: Span[] }[];
}
interface StoreDraft extends GraphStore {
  readonly readers: string[];
  readonly writers: string[];
}

export interface GraphParts {
  readonly diagram: SourceFile;
  readonly flowchart: Flowchart;
  readonly registry: Registry | null;
  readonly roles: Roles;
  readonly edges: SortedEdges;
}

/** A graph, and the edges left out of it because they say again what another one says. */
export interface BuiltGraph {
  readonly graph: Graph;
  readonly repeated: readonly { readonly edge: Edge; readonly first: Edge }[];
}

/** Node id to the entry that registers it; of two entries that claim a node, the first. */
export function entriesByNode(registry: Registry | null): ReadonlyMap<string, RegistryEntry> {
  const entries = new Map<string, RegistryEntry>();
  for (const entry of registry?.entries ?? []) {
    if (!entries.has(entry.node_id)) entries.set(entry.node_id, entry);
    for (const node of entry.nodes) if (!entries.has(node)) entries.set(node, entry);
  }
  return entries;
}

/** Where a node gets its label and shape, else where it is named first. */
export function definitionSpan(vertex: Vertex): Span {
  const mention = vertex.mentions.find((one) => one.shape !== undefined) ?? vertex.mentions[0];
  return mention?.span ?? { start: 0, end: 0 };
}

interface Drafts {
  readonly nodes: readonly NodeDraft[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly stores: ReadonlyMap<string, StoreDraft>;
}

function draftNodes({ flowchart, registry, roles }: GraphParts): Drafts {
  const entries = entriesByNode(registry);
  const nodes: NodeDraft[] = [];
  const indexOf = new Map<string, number>();
  const stores = new Map<string, StoreDraft>();
  // An edge may name a node long before it is drawn, such as the end; people read the order of the drawings.
  const vertices = Array.from(flowchart.vertices.values(), (vertex) => ({
    vertex,
    span: definitionSpan(vertex),
  }));
  for (const { vertex, span } of vertices.toSorted((a, b) => a.span.start - b.span.start)) {
    const { id } = vertex;
    const lane = vertex.subgraph ?? null;
    const role = roles.of.get(id);
    if (role === undefined || role.kind === "lane") continue;
    if (role.kind === "store") {
      const label = plainLabel(vertex.label ?? id);
      stores.set(id, { id, label, lane, span, readers: [], writers: [] });
      continue;
    }
    const index = nodes.length;
    const entry = entries.get(id) ?? null;
    const label = plainLabel(entry === null ? (vertex.label ?? id) : entry.node_label);
    indexOf.set(id, index);
    nodes.push({
      index,
      id,
      kind: role.node,
      label,
      lane,
      entry,
      span,
      out: [],
      errorEdge: null,
      in: [],
      outcomes: [],
      stores: [],
    });
  }
  return { nodes, indexOf, stores };
}

function addControlEdges(
  drawnEdges: readonly Edge[],
  { nodes, indexOf }: Drafts,
): Pick<BuiltGraph, "repeated"> & Pick<Graph, "edges"> {
  const edges: GraphEdge[] = [];
  const repeated: { edge: Edge; first: Edge }[] = [];
  const drawnBefore = new Map<string, Edge>();
  for (const drawn of drawnEdges) {
    const source = nodes[indexOf.get(drawn.source) ?? -1];
    const target = nodes[indexOf.get(drawn.target) ?? -1];
    if (source === undefined || target === undefined) continue;
    const label = drawn.label ? plainLabel(drawn.label) || null : null;
    if (source.kind === "decision") {
      if (label !== null && !source.outcomes.includes(label)) source.outcomes.push(label);
    } else {
      const name = `${source.index} ${target.index} ${label ?? ""}`;
      const first = drawnBefore.get(name);
      if (first !== undefined) {
        repeated.push({ edge: drawn, first });
        continue;
      }
      drawnBefore.set(name, drawn);
    }
    const kind = label === "error" && source.kind === "process" ? "error" : "control";
    const edge = {
      index: edges.length,
      source: source.index,
      target: target.index,
      label,
      kind,
      drawn,
    } as const;
    edges.push(edge);
    target.in.push(edge);
    if (kind === "error") source.errorEdge ??= edge;
    else source.out.push(edge);
  }
  return { edges, repeated };
}

function wire({ edge, access, ...ends }: DataEdge, { nodes, indexOf, stores }: Drafts): void {
  const node = nodes[indexOf.get(ends.step) ?? -1];
  const store = stores.get(ends.store);
  if (node === undefined || store === undefined) return;
  const known = node.stores.find((wired) => wired.store === store.id);
  const news = known === undefined || (known.access !== access && known.access !== "read-write");
  if (news) (access === "read" ? store.readers : store.writers).push(node.id);
  if (known === undefined) {
    node.stores.push({ store: store.id, access, spans: [edge.span] });
    return;
  }
  if (news) known.access = "read-write";
  known.spans.push(edge.span);
}

/** Joins the sorted parts of a picture with the registry. Nothing is reported here: the rules do that on the result. */
export function buildGraph(parts: GraphParts): BuiltGraph {
  const { diagram, flowchart, registry } = parts;
  const drafts = draftNodes(parts);
  const { edges, repeated } = addControlEdges(parts.edges.control, drafts);
  for (const data of parts.edges.data) wire(data, drafts);
  const { nodes } = drafts;
  const entries = nodes
    .filter((node) => node.kind === "startEnd" && node.in.length === 0)
    .map((node) => node.index);
  const lanes = flowchart.subgraphs.toSorted((a, b) => a.span.start - b.span.start);
  let hash: string | undefined;
  const graph = {
    diagram,
    flowchart,
    registry,
    ...drafts,
    edges,
    entries,
    lanes,
    get hash() {
      return (hash ??= hashOf(nodes, edges));
    },
  };
  return { graph, repeated };
}
