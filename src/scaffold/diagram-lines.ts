import type { NodesStatement } from "../mermaid/syntax.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { mentions, placedStatements } from "./move-drawing.ts";
import type { PlacedStatement } from "./move-drawing.ts";
import type { ReadDiagram } from "./move-in-diagram.ts";
import { indentAt, lineEnd, lineStart } from "./remove-lines.ts";

type PlacedNodes = PlacedStatement & { readonly statement: NodesStatement };

function isNodes(placed: PlacedStatement): placed is PlacedNodes {
  return placed.statement.kind === "nodes";
}

/** Puts lines behind the line of a place, with the indent of what stands there. */
function behind(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  lines: readonly string[],
): TextEdit {
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const at = lineEnd(text, Math.max(start, end - 1));
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, start)))?.[0] ?? "";
  // The last line of a text may have no end, and keeps none.
  const isOpen = at > 0 && text[at - 1] !== "\n";
  const put = lines.map((line) => (isOpen ? `${lineBreak}${indent}${line}` : `${indent}${line}${lineBreak}`));
  return { span: { start: at, end: at }, text: put.join("") };
}

/**
 * Draws a node that is new: behind `beside` when that is defined in the same lane, else at the end of the lane. Null when
 * the lane is not there.
 */
export function newNodeLine(
  diagram: ReadDiagram,
  line: string,
  lane: string | null,
  beside: readonly string[],
): TextEdit | null {
  const { text } = diagram.file;
  const inLane = placedStatements(diagram.syntax).filter(({ lanes }) => (lanes.at(-1) ?? null) === lane);
  const alone = inLane.filter(isNodes).filter(({ statement }) => statement.links.length === 0);
  const names = (id: string) =>
    alone.find(({ statement }) => statement.groups.flat().some((node) => node.id === id));
  const place = beside.map(names).find((found) => found !== undefined) ?? alone.at(-1);
  if (place !== undefined) return behind(text, place.statement.span, [line]);
  const end = inLane.find(({ statement }) => statement.kind === "end");
  if (end !== undefined) {
    const at = lineStart(text, end.statement.span.start);
    return { span: { start: at, end: at }, text: `${indentAt(text, end.statement.span.start)}  ${line}\n` };
  }
  if (lane !== null) return null;
  // A diagram that says what its nodes are where it draws its edges.
  const drawn = inLane.filter(isNodes);
  const mention = beside
    .map((id) => drawn.findLast(({ statement }) => mentions(statement, id)))
    .find((found) => found !== undefined);
  return behind(text, (mention ?? drawn.at(-1))?.statement.span ?? diagram.syntax.header.span, [line]);
}

/** What the nodes of a lane are drawn with: `control` for the ways of a run, `data` for stores. */
export type LineKind = "control" | "data";

function isOf({ statement: { links } }: PlacedNodes, kind: LineKind): boolean {
  return links.length > 0 && links.every(({ stroke }) => (stroke === "dotted") === (kind === "data"));
}

/**
 * Draws edges at a node: behind its other edges of the kind, else behind those of its lane, else behind all edges of the
 * lane, else behind the lane, else at the end of the diagram. `nodesOfLane` tells which nodes the lane has.
 */
export function newEdgeLines(
  diagram: ReadDiagram,
  lines: readonly string[],
  node: string,
  nodesOfLane: ReadonlySet<string>,
  kind: LineKind,
): TextEdit {
  const all = placedStatements(diagram.syntax);
  const edges = all.filter(isNodes).filter(({ statement }) => statement.links.length > 0);
  const from = (placed: PlacedNodes, is: (id: string) => boolean): boolean => {
    const [first] = placed.statement.groups;
    const groups = kind === "data" ? placed.statement.groups : [first ?? []];
    return groups.some((group) => group.some(({ id }) => is(id)));
  };
  const isOwn = (id: string): boolean => id === node;
  const isNear = (id: string): boolean => nodesOfLane.has(id);
  const place =
    edges.findLast((placed) => isOf(placed, kind) && from(placed, isOwn)) ??
    edges.findLast((placed) => isOf(placed, kind) && from(placed, isNear)) ??
    edges.findLast((placed) => from(placed, isNear));
  const { text } = diagram.file;
  if (place !== undefined) return behind(text, place.statement.span, lines);
  const lane = all.find((placed) => isNodes(placed) && placed.outerEnd !== null && from(placed, isNear));
  if (lane?.outerEnd) return behind(text, lane.outerEnd, lines);
  return behind(text, all.at(-1)?.statement.span ?? diagram.syntax.header.span, lines);
}
