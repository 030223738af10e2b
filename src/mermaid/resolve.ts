import { reporterOf } from "../diagnostics/reporter.ts";
import type { SourceFile, Span } from "../text/source-file.ts";
import { mermaidCodes } from "./codes.ts";
import type { Flowchart } from "./flowchart.ts";
import { assignClass, type Resolution, vertexOf } from "./resolution.ts";
import { addNodes } from "./resolve-nodes.ts";
import { closeSubgraph, matchSubgraphs } from "./resolve-subgraphs.ts";
import type { FlowchartSyntax, Name, Statement } from "./syntax.ts";

/** Puts the statements together as Mermaid does: order of vertices, members of subgraphs, which label and class counts. */
export function resolveFlowchart(
  file: SourceFile,
  syntax: FlowchartSyntax,
): { readonly flowchart: Flowchart; readonly resolution: Resolution } {
  const resolution: Resolution = {
    vertices: new Map(),
    edges: [],
    edgeIds: new Map(),
    subgraphs: new Map(),
    open: [],
    owners: new Map(),
    unmatchedClasses: [],
    diagnostics: [],
    report: reporterOf(mermaidCodes, file),
    file,
  };
  const classDefs = new Map<string, { readonly styles: string[]; readonly span: Span }>();
  const ids = matchSubgraphs(syntax.statements);
  let title = syntax.frontMatter?.title;
  let description: string | undefined;
  for (const statement of syntax.statements) {
    switch (statement.kind) {
      case "nodes":
        addNodes(resolution, statement);
        break;
      case "subgraph":
        resolution.open.push({ statement, id: ids.get(statement) ?? "", members: [], direction: undefined });
        break;
      case "end":
        closeSubgraph(resolution, statement.span.end);
        break;
      case "direction": {
        const inside = resolution.open.at(-1);
        if (inside) inside.direction = statement.direction;
        break;
      }
      case "classDef":
        for (const { name, span } of statement.names) {
          const known = classDefs.get(name);
          if (known) for (const style of statement.styles) known.styles.push(style);
          else classDefs.set(name, { styles: [...statement.styles], span });
        }
        break;
      case "class":
        for (const id of statement.ids)
          if (!assignClass(resolution, id.name, statement.className))
            resolution.unmatchedClasses.push({ id, className: statement.className.name });
        break;
      case "style":
        addStyled(resolution, statement.id);
        break;
      case "linkStyle":
        checkLinkNumbers(resolution, statement);
        break;
      case "click":
        break;
      case "accTitle":
        title ??= statement.text;
        break;
      case "accDescr":
        description = statement.text;
        break;
    }
  }
  while (resolution.open.length > 0) closeSubgraph(resolution, file.text.length);
  const subgraphs = [...resolution.subgraphs.values()];
  const { vertices, edges } = resolution;
  const { comments, header } = syntax;
  const { direction } = header;
  return {
    flowchart: { direction, vertices, edges, subgraphs, classDefs, comments, title, description },
    resolution,
  };
}

// `style` makes the node it names; where it exists, this is no further mention of it.
function addStyled(resolution: Resolution, { name, span }: Name): void {
  const known = resolution.vertices.has(name) || resolution.edgeIds.has(name);
  if (!known) vertexOf(resolution, name).mentions.push({ idSpan: span, span });
}

function checkLinkNumbers(
  { edges, diagnostics, report }: Resolution,
  statement: Statement & { kind: "linkStyle" },
): void {
  if (statement.links === "default") return;
  for (const { name, index, span } of statement.links) {
    if (index < edges.length && String(index) === name) continue;
    const known =
      edges.length === 0
        ? "there is none before this line"
        : `those before this line are 0 to ${edges.length - 1}`;
    diagnostics.push(
      report("mermaid-link-style-index", span, `There is no link ${name}; ${known}.`, {
        hint: "linkStyle default stroke:#333",
      }),
    );
  }
}
