import type { Flowchart } from "../mermaid/flowchart.ts";
import type { FlowchartSyntax, NodesStatement, NodeSyntax } from "../mermaid/syntax.ts";
import type { SourceFile } from "../text/source-file.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { behindLanes } from "./move-behind-lanes.ts";
import { drawingOf, draws, isHeld, mentions, placedStatements, saysMore } from "./move-drawing.ts";
import type { PlacedStatement } from "./move-drawing.ts";
import { emptiedLane } from "./remove-empty-lane.ts";
import { recountedLinkStyles } from "./move-link-styles.ts";
import { indentAt, lineBreakOf, lineStart, statementLines, withJoinedCuts } from "./remove-lines.ts";

/** A diagram that was read. */
export interface ReadDiagram {
  readonly file: SourceFile;
  readonly syntax: FlowchartSyntax;
  readonly flowchart: Flowchart;
}

/** A mention as it is written, and without what it says of the node. */
function written({ file }: ReadDiagram, { span }: NodeSyntax): string {
  return file.text.slice(span.start, span.end);
}

/** Puts lines behind the last one of a lane, indented as its others are. */
function intoLane(diagram: ReadDiagram, lane: string, lines: readonly string[]): TextEdit | null {
  const { text } = diagram.file;
  const placed = placedStatements(diagram.syntax).filter(({ lanes }) => lanes.at(-1) === lane);
  const end = placed.find(({ statement }) => statement.kind === "end");
  const start = placed.find(({ statement }) => statement.kind === "subgraph");
  if (end === undefined || start === undefined) return null;
  const at = end.statement.span.start;
  const first = lineStart(text, at);
  if (text.slice(first, at).trim() !== "")
    return { span: { start: at, end: at }, text: `${lines.at(-1) ?? ""}; ` };
  const last = placed.findLast(({ statement }) => statement.kind === "nodes");
  const indent =
    last === undefined
      ? `${indentAt(text, start.statement.span.start)}  `
      : indentAt(text, last.statement.span.start);
  const put = lines.map((line) => `${indent}${line}${lineBreakOf(text)}`).join("");
  return { span: { start: first, end: first }, text: put };
}

interface Leaving {
  readonly edits: readonly (TextEdit | null)[];
  /** What the statement says of the node. */
  readonly definition: string | null;
}

/** Takes a node out of a statement that stands in a lane; edges that it has go behind the lane. */
function leave(
  diagram: ReadDiagram,
  all: readonly PlacedStatement[],
  placed: PlacedStatement,
  statement: NodesStatement,
  id: string,
): Leaving {
  const { text } = diagram.file;
  const nodes = statement.groups.flat();
  const mine = nodes.filter((node) => node.id === id);
  const definition = mine.findLast(saysMore);
  // Of the other nodes one mention each stays, with what the statement says of them.
  const others = new Map<string, NodeSyntax>();
  for (const node of nodes)
    if (node.id !== id && (!others.has(node.id) || saysMore(node))) others.set(node.id, node);
  const staying = [...others.values()].filter((node) => saysMore(node) || !isHeld(all, placed, node.id, id));
  const kept = staying.map((node) => written(diagram, node)).join(" & ");
  const lines = statementLines(text, statement.span);
  const edits: (TextEdit | null)[] =
    kept === "" ? [{ span: lines, text: "" }] : [{ span: statement.span, text: kept }];
  if (statement.links.length > 0) {
    // Behind the lane the ids alone are enough: what is said of the nodes stays inside.
    const bare = nodes.filter(saysMore).map(({ span, idSpan }) => ({
      span: { start: span.start - statement.span.start, end: span.end - statement.span.start },
      text: text.slice(idSpan.start, idSpan.end),
    }));
    const edge = applyEdits(text.slice(statement.span.start, statement.span.end), bare);
    edits.push(behindLanes(text, placed, [edge]));
  }
  return { edits, definition: definition === undefined ? null : written(diagram, definition) };
}

/** The ignore comments that stand above a statement and speak of its line alone. */
function commentsAbove(text: string, { span }: NodesStatement): readonly string[] {
  const lines = statementLines(text, span);
  const above = text.slice(lines.start, Math.max(lines.start, lineStart(text, span.start)));
  return above.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
}

/**
 * Draws a node in another lane: its line goes to the end of that lane, and edges drawn inside a lane, which would hold
 * it there, go behind it. Null when the text does not allow that without drawing something else too.
 */
export function moveInDiagram(diagram: ReadDiagram, id: string, lane: string): readonly TextEdit[] | null {
  const { text } = diagram.file;
  const all = placedStatements(diagram.syntax);
  const edits: (TextEdit | null)[] = [];
  let definition: string | null = null;
  let above: readonly string[] = [];
  for (const placed of all) {
    const { statement, lanes } = placed;
    if (!mentions(statement, id)) continue;
    const alone = statement.links.length === 0 && statement.groups.flat().length === 1;
    // Edges outside every lane hold it nowhere, and what stands in the lane already may stay there.
    if (lanes.at(-1) === lane || (lanes.length === 0 && !alone)) continue;
    const left = leave(diagram, all, placed, statement, id);
    if (left.definition !== null || definition === null) definition = left.definition ?? definition;
    if (alone && above.length === 0) above = commentsAbove(text, statement);
    edits.push(...left.edits);
  }
  edits.push(intoLane(diagram, lane, [...above, definition ?? id]));
  const possible = edits.filter((edit) => edit !== null);
  if (possible.length < edits.length) return null;
  const before = drawingOf(diagram.flowchart);
  const cut = withJoinedCuts([...possible, ...emptiedLane(diagram, all, id)]);
  const made = [...cut, ...recountedLinkStyles(text, diagram.syntax, cut, before.edges)];
  const nodes = new Map(before.nodes);
  nodes.set(id, { text: nodes.get(id)?.text ?? "", lane });
  return draws(applyEdits(text, made), { ...before, nodes }) ? made : null;
}
