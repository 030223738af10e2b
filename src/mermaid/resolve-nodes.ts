import type { Span } from "../text/source-file.ts";
import type { Label } from "./flowchart.ts";
import { assignClass, type Resolution, vertexOf } from "./resolution.ts";
import type { LinkSyntax, NodesStatement, NodeSyntax } from "./syntax.ts";

/** Adds the vertices and edges of one statement, and the vertices to the subgraph around it. */
export function addNodes(resolution: Resolution, statement: NodesStatement): void {
  const { groups, links } = statement;
  let sources: readonly NodeSyntax[] | undefined;
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] ?? [];
    for (const node of group) addNode(resolution, node);
    const link = links[i - 1];
    if (link && sources) addEdges(resolution, sources, link, group);
    sources = group;
  }
  const members = resolution.open.at(-1)?.members;
  if (!members) return;
  // Mermaid lists the last group of a chain first.
  for (let i = groups.length - 1; i >= 0; i--)
    for (const { id } of groups[i] ?? []) if (resolution.vertices.has(id)) members.push(id);
}

function addNode(resolution: Resolution, node: NodeSyntax): void {
  const { data } = node;
  if (resolution.edgeIds.has(node.id)) return mentionEdge(resolution, node);
  const vertex = vertexOf(resolution, node.id);
  const label =
    data?.label ?? node.label ?? (data?.hidesId && !vertex.label ? emptyLabel(data.span) : undefined);
  const shape = data?.shape ?? node.shape;
  if (label) vertex.label = label;
  if (shape !== undefined) vertex.shape = shape;
  vertex.mentions.push({
    idSpan: node.idSpan,
    span: node.span,
    label,
    shape,
    subgraph: resolution.open.at(-1)?.id,
  });
  // To Mermaid this is `class A,B k` for an id with a comma in it.
  if (node.className) for (const name of node.id.split(",")) assignClass(resolution, name, node.className);
}

// To Mermaid the id is the edge's from here on: `e1@{ animate: true }` is about the edge, and a node of this name is not drawn.
function mentionEdge({ edgeIds, vertices, diagnostics, report, file }: Resolution, node: NodeSyntax): void {
  const edge = edgeIds.get(node.id);
  if (node.data || !edge || vertices.has(node.id)) return;
  diagnostics.push(
    report(
      "mermaid-node-named-as-edge",
      node.idSpan,
      `\`${node.id}\` is the id of an edge, so no node of this name is drawn.`,
      {
        related: [{ file, span: edge, message: "the edge" }],
        hint: `${node.id}_node`,
      },
    ),
  );
}

// An icon or an image stands in place of the id.
function emptyLabel({ start }: Span): Label {
  return { raw: "", text: "", kind: "plain", span: { start, end: start } };
}

function addEdges(
  resolution: Resolution,
  sources: readonly NodeSyntax[],
  link: LinkSyntax,
  targets: readonly NodeSyntax[],
): void {
  const { edges } = resolution;
  const { stroke, startArrow, endArrow, length, label, span } = link;
  for (const source of sources) {
    for (const target of targets) {
      // Of the edges that one link draws, the one from the last source to the first target has the id.
      const named = source === sources.at(-1) && target === targets[0];
      const id = named ? freshId(resolution, link) : undefined;
      edges.push({
        id,
        source: source.id,
        target: target.id,
        stroke,
        startArrow,
        endArrow,
        length,
        label,
        span,
        sourceSpan: source.idSpan,
        targetSpan: target.idSpan,
      });
    }
  }
}

function freshId({ edgeIds, diagnostics, report, file }: Resolution, link: LinkSyntax): string | undefined {
  if (!link.id) return undefined;
  const { name, span } = link.id;
  const known = edgeIds.get(name);
  if (known === undefined) {
    edgeIds.set(name, span);
    return name;
  }
  diagnostics.push(
    report("mermaid-edge-id-twice", span, `The edge id \`${name}\` is taken; this edge has no id.`, {
      related: [{ file, span: known, message: "first used here" }],
      hint: `${name}_2@`,
    }),
  );
  return undefined;
}
