import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Flowchart, Label, Subgraph, Vertex, VertexMention } from "./flowchart.ts";
import type { Resolution } from "./resolution.ts";

// `maxEdges` of Mermaid's configuration; GitHub leaves it so.
const edgesDrawn = 500;

/** Warns of what is legal as a whole and still most likely a mistake: one id with two labels, a node in two subgraphs, … */
export function findHazards(flowchart: Flowchart, resolution: Resolution): Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (diagnostic: Diagnostic | undefined): void => {
    if (diagnostic) found.push(diagnostic);
  };
  const subgraphs = new Map(flowchart.subgraphs.map((subgraph) => [subgraph.id, subgraph]));
  for (const vertex of flowchart.vertices.values()) {
    if (vertex.id.includes("%%")) add(commentInId(vertex, resolution));
    if (vertex.mentions.length < 2) continue;
    add(twoLabels(vertex, resolution));
    add(twoShapes(vertex, resolution));
    add(twoSubgraphs(vertex, subgraphs, resolution));
  }
  const tooMany = flowchart.edges[edgesDrawn];
  if (tooMany)
    found.push(
      resolution.report(
        "mermaid-many-edges",
        tooMany.span,
        `This is edge ${edgesDrawn + 1} of ${flowchart.edges.length}; Mermaid draws no more than ${edgesDrawn} unless \`maxEdges\` is raised, which GitHub does not allow.`,
        { hint: `mermaid.initialize({ maxEdges: ${flowchart.edges.length} }) on a page of your own` },
      ),
    );
  return found.concat(lateNodes(flowchart, resolution));
}

function commentInId({ id, mentions }: Vertex, { report, file }: Resolution): Diagnostic {
  const span = mentions[0]?.idSpan ?? { start: 0, end: 0 };
  const at = span.start + Math.max(0, file.text.slice(span.start, span.end).indexOf("%%"));
  return report(
    "mermaid-comment-in-id",
    { start: at, end: span.end },
    `\`%%\` begins no comment here; the id is \`${id}\` as a whole. A comment must stand on a line of its own.`,
    { hint: `${id.slice(id.indexOf("%%"))}\n${id.slice(0, id.indexOf("%%"))}`.trim() },
  );
}

function sameText(a: Label, b: Label): boolean {
  return a === b || (a.text === b.text && (a.kind === "markdown") === (b.kind === "markdown"));
}

function twoLabels({ id, mentions }: Vertex, { report, file }: Resolution): Diagnostic | undefined {
  let first: Label | undefined;
  for (const { label } of mentions) {
    if (!label) continue;
    first ??= label;
    if (sameText(first, label)) continue;
    return report(
      "mermaid-two-labels",
      label.span,
      `\`${id}\` has two labels, \`${first.text}\` and \`${label.text}\`; the last one counts.`,
      {
        related: [{ file, span: first.span, message: "the first label" }],
        hint: `Write \`${id}\` alone here.`,
      },
    );
  }
  return undefined;
}

function twoShapes({ id, mentions }: Vertex, { report, file }: Resolution): Diagnostic | undefined {
  let first: VertexMention | undefined;
  for (const mention of mentions) {
    if (mention.shape === undefined) continue;
    first ??= mention;
    if (first.shape === mention.shape) continue;
    return report(
      "mermaid-two-shapes",
      mention.span,
      `\`${id}\` has two shapes, \`${first.shape}\` and \`${mention.shape}\`; the last one counts.`,
      {
        related: [{ file, span: first.span, message: "the first shape" }],
        hint: `Write \`${id}\` alone here.`,
      },
    );
  }
  return undefined;
}

function isInside(inner: Subgraph, outer: Subgraph): boolean {
  return outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;
}

// A mention in a subgraph puts the node into it, unless one that closed before has it. Naming it in a subgraph further out is harmless.
function twoSubgraphs(
  { id, mentions, subgraph: owner }: Vertex,
  subgraphs: ReadonlyMap<string, Subgraph>,
  { report, file }: Resolution,
): Diagnostic | undefined {
  const home = owner === undefined ? undefined : subgraphs.get(owner);
  if (!home || owner === undefined) return undefined;
  const stray = mentions.find(({ subgraph }) => {
    const around = subgraph === undefined || subgraph === owner ? undefined : subgraphs.get(subgraph);
    return around !== undefined && !isInside(home, around);
  });
  if (!stray) return undefined;
  const first = mentions.find(({ subgraph }) => subgraph === owner);
  return report(
    "mermaid-two-subgraphs",
    stray.idSpan,
    `\`${id}\` is named in the subgraph \`${stray.subgraph ?? ""}\` too, and is drawn in \`${owner}\`, the first of them to close.`,
    {
      related: first && [{ file, span: first.idSpan, message: `in \`${owner}\`` }],
      hint: `Write this line outside of all subgraphs, behind the last \`end\`.`,
    },
  );
}

function lateNodes(
  { vertices, subgraphs }: Flowchart,
  { unmatchedClasses, report, file }: Resolution,
): Diagnostic[] {
  const later = new Map(subgraphs.map(({ id, idSpan }) => [id, idSpan]));
  return unmatchedClasses.map(({ id, className }) => {
    const place = vertices.get(id.name)?.mentions[0]?.idSpan ?? later.get(id.name);
    const message = place
      ? `\`class ${id.name} ${className}\` stands before \`${id.name}\` and has no effect.`
      : `There is no node or subgraph \`${id.name}\` that could have the class \`${className}\`.`;
    return report("mermaid-class-before-node", id.span, message, {
      related: place && [{ file, span: place, message: "first named here" }],
      hint: place ? `${id.name}:::${className}` : `Draw \`${id.name}\`, or remove the line.`,
    });
  });
}
