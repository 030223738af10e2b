import type { Edge } from "../mermaid/flowchart.ts";
import type { LinkSyntax, NodesStatement, NodeSyntax } from "../mermaid/syntax.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { ReadDiagram } from "./move-in-diagram.ts";
import { indentAt, statementLines } from "./remove-lines.ts";

/** Where an edge is drawn. */
interface EdgeSite {
  readonly statement: NodesStatement;
  readonly link: LinkSyntax;
  /** All nodes that the link joins: `A & B --> C` has two on its left. */
  readonly left: readonly NodeSyntax[];
  readonly right: readonly NodeSyntax[];
}

function siteOf({ syntax }: ReadDiagram, edge: Edge): EdgeSite | null {
  for (const statement of syntax.statements) {
    if (statement.kind !== "nodes") continue;
    const at = statement.links.findIndex(({ span }) => span.start === edge.span.start);
    const link = statement.links[at];
    if (link === undefined) continue;
    return { statement, link, left: statement.groups[at] ?? [], right: statement.groups[at + 1] ?? [] };
  }
  return null;
}

function written(
  { file }: ReadDiagram,
  { span }: { readonly span: { readonly start: number; readonly end: number } },
): string {
  return file.text.slice(span.start, span.end);
}

function isBare(node: NodeSyntax): boolean {
  return node.span.end === node.idSpan.end;
}

/**
 * The edges of `A & B --> C & D` one a line; `lineOf` gives what becomes of each, null for none. What a mention says of
 * its node is kept where it is mentioned first. Null for a chain, and for links with a name, which cannot be repeated.
 */
function oneByOne(
  diagram: ReadDiagram,
  { statement, link, left, right }: EdgeSite,
  lineOf: (source: NodeSyntax, target: NodeSyntax, text: (node: NodeSyntax) => string) => string | null,
): readonly TextEdit[] | null {
  if (statement.links.length > 1 || link.id !== undefined) return null;
  const said = new Set<string>();
  const text = (node: NodeSyntax): string => {
    if (said.has(node.id)) return node.id;
    said.add(node.id);
    return written(diagram, node);
  };
  const lines = left.flatMap((source) => right.flatMap((target) => lineOf(source, target, text) ?? []));
  const missing = [...left, ...right].filter((node) => !said.has(node.id) && !isBare(node));
  const all = [...missing.map(text), ...lines];
  const indent = indentAt(diagram.file.text, statement.span.start);
  return [{ span: statement.span, text: all.join(`\n${indent}`) }];
}

/** An edge with a node put into it. */
export interface SplitEdge {
  readonly edits: readonly TextEdit[];
  /** The line that is still to be drawn, from the new node to the old target; null where it is in the edits. */
  readonly tail: string | null;
}

/**
 * Leads an edge to a new node, with its arrow and label; `goesOn` draws the way from there to the old target. Null when
 * the text cannot be edited so.
 */
export function splitEdge(diagram: ReadDiagram, edge: Edge, id: string, goesOn: boolean): SplitEdge | null {
  const site = siteOf(diagram, edge);
  if (site === null) return null;
  const { statement, link, left, right } = site;
  const [target] = right;
  if (target !== undefined && left.length === 1 && right.length === 1) {
    if (statement.links.length === 1)
      return {
        edits: [{ span: target.span, text: id }],
        // Else what the mention says of the old target would be lost.
        tail: goesOn
          ? `${id} --> ${written(diagram, target)}`
          : !isBare(target)
            ? written(diagram, target)
            : null,
      };
    if (!goesOn) return null;
    const { start } = target.span;
    return { edits: [{ span: { start, end: start }, text: `${id} --> ` }], tail: null };
  }
  const edits = oneByOne(diagram, site, (source, to, text) => {
    const isIt = source.id === edge.source && to.id === edge.target;
    return `${text(source)} ${written(diagram, link)} ${isIt ? id : text(to)}`;
  });
  return edits && { edits, tail: goesOn ? `${id} --> ${edge.target}` : null };
}

/** Takes an edge out; its nodes stay as they are described. Null when the text cannot be edited so. */
export function cutEdge(diagram: ReadDiagram, edge: Edge): readonly TextEdit[] | null {
  const site = siteOf(diagram, edge);
  if (site === null) return null;
  const { statement, link, left, right } = site;
  if (statement.links.length > 1) {
    const [source, target] = [left[0], right[0]];
    if (source === undefined || target === undefined || left.length > 1 || right.length > 1) return null;
    // A chain becomes two statements, which share no node.
    const indent = indentAt(diagram.file.text, statement.span.start);
    const isFirst = statement.links[0] === link;
    const isLast = statement.links.at(-1) === link;
    const start = isFirst && isBare(source) ? statement.span.start : source.span.end;
    const end = isLast && isBare(target) ? statement.span.end : target.span.start;
    const between = start === statement.span.start || end === statement.span.end ? "" : `\n${indent}`;
    return [{ span: { start, end }, text: between }];
  }
  const edits = oneByOne(diagram, site, (source, target, text) =>
    source.id === edge.source && target.id === edge.target
      ? null
      : `${text(source)} ${written(diagram, link)} ${text(target)}`,
  );
  const [only] = edits ?? [];
  if (only?.text !== "") return edits;
  return [{ span: statementLines(diagram.file.text, statement.span), text: "" }];
}
