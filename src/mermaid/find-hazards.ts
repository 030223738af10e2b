import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Flowchart, Label, Vertex } from "./flowchart.ts";
import type { Resolution } from "./resolve.ts";

// `maxEdges` of Mermaid's configuration; GitHub leaves it so.
const edgesDrawn = 500;

/** Warns of what is legal as a whole and still most likely a mistake: one id with two labels, a node in two subgraphs, … */
export function findHazards(flowchart: Flowchart, resolution: Resolution): Diagnostic[] {
  const found: Diagnostic[] = [];
  const parents = new Map(flowchart.subgraphs.map(({ id, parent }) => [id, parent]));
  for (const vertex of flowchart.vertices.values()) {
    if (vertex.id.includes("%%")) found.push(commentInId(vertex, resolution));
    if (vertex.mentions.length < 2) continue;
    found.push(...twoLabels(vertex, resolution), ...twoShapes(vertex, resolution));
    if (vertex.subgraph !== undefined)
      found.push(...twoSubgraphs(vertex, vertex.subgraph, parents, resolution));
  }
  found.push(...lateNodes(flowchart, resolution));
  const tooMany = flowchart.edges[edgesDrawn];
  if (tooMany)
    found.push(
      resolution.report(
        "mermaid-many-edges",
        tooMany.span,
        `This is edge ${edgesDrawn + 1} of ${flowchart.edges.length}; Mermaid draws no more than ${edgesDrawn} unless \`maxEdges\` is raised, which GitHub does not allow.`,
      ),
    );
  return found;
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

function twoLabels({ id, mentions }: Vertex, { report, file }: Resolution): Diagnostic[] {
  const labels = mentions.flatMap(({ label }) => label ?? []);
  const [first] = labels;
  const other = first && labels.find((label) => !sameText(first, label));
  if (!other) return [];
  return [
    report(
      "mermaid-two-labels",
      other.span,
      `\`${id}\` has two labels, \`${first.text}\` and \`${other.text}\`; the last one counts.`,
      {
        related: [{ file, span: first.span, message: "the first label" }],
        hint: `Write \`${id}\` alone here.`,
      },
    ),
  ];
}

function twoShapes({ id, mentions }: Vertex, { report, file }: Resolution): Diagnostic[] {
  const shaped = mentions.filter(({ shape }) => shape !== undefined);
  const [first] = shaped;
  const other = shaped.find(({ shape }) => shape !== first?.shape);
  if (!first || !other) return [];
  return [
    report(
      "mermaid-two-shapes",
      other.span,
      `\`${id}\` has two shapes, \`${first.shape}\` and \`${other.shape}\`; the last one counts.`,
      {
        related: [{ file, span: first.span, message: "the first shape" }],
        hint: `Write \`${id}\` alone here.`,
      },
    ),
  ];
}

function isInside(
  inner: string | undefined,
  outer: string,
  parents: ReadonlyMap<string, string | undefined>,
): boolean {
  const seen = new Set<string>();
  for (let at = inner; at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === outer) return true;
    seen.add(at);
  }
  return false;
}

// A mention in a subgraph puts the node into it, unless one that closed before has it. Naming it in a subgraph further out is harmless.
function twoSubgraphs(
  { id, mentions }: Vertex,
  owner: string,
  parents: ReadonlyMap<string, string | undefined>,
  { report, file }: Resolution,
): Diagnostic[] {
  const stray = mentions.find(
    ({ subgraph }) => subgraph !== undefined && subgraph !== owner && !isInside(owner, subgraph, parents),
  );
  if (!stray) return [];
  const home = mentions.find(({ subgraph }) => subgraph === owner);
  return [
    report(
      "mermaid-two-subgraphs",
      stray.idSpan,
      `\`${id}\` is named in the subgraph \`${stray.subgraph ?? ""}\` too, and is drawn in \`${owner}\`, the first of them to close.`,
      {
        related: home && [{ file, span: home.idSpan, message: `in \`${owner}\`` }],
        hint: `Write this line outside of all subgraphs, behind the last \`end\`.`,
      },
    ),
  ];
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
      hint: place ? `${id.name}:::${className}` : undefined,
    });
  });
}
