import type { NodesStatement, Statement } from "../mermaid/syntax.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { behindLanes } from "./move-behind-lanes.ts";
import { drawingOf, draws, edgeText, mentions, placedStatements } from "./move-drawing.ts";
import type { ReadDiagram } from "./move-in-diagram.ts";
import { recountedLinkStyles, withoutItems } from "./move-link-styles.ts";
import { emptiedLane } from "./remove-empty-lane.ts";
import { statementLines, withJoinedCuts } from "./remove-lines.ts";
import { statementWithout } from "./remove-from-statement.ts";

/** How the ways into a node go on without it. */
export interface Joined {
  /** Places in `Flowchart.edges` of the edges into it that lead to `target` then; its other edges go. */
  readonly edges: ReadonlySet<number>;
  /** Null when no edge is joined. */
  readonly target: string | null;
}

/** The edges that each statement draws, as places in `Flowchart.edges`: the first of them, and how many before. */
function firstEdges(statements: readonly Statement[]): ReadonlyMap<NodesStatement, number> {
  const firsts = new Map<NodesStatement, number>();
  let count = 0;
  for (const statement of statements) {
    if (statement.kind !== "nodes") continue;
    firsts.set(statement, count);
    for (const at of statement.links.keys())
      count += (statement.groups[at]?.length ?? 0) * (statement.groups[at + 1]?.length ?? 0);
  }
  return firsts;
}

/** Takes a node out of a `class`, `click` or `style` line; the line goes with the last one. */
function namesWithout(text: string, statement: Statement, id: string): readonly TextEdit[] {
  const whole = { span: statementLines(text, statement.span), text: "" };
  if (statement.kind === "style") return statement.id.name === id ? [whole] : [];
  if (statement.kind !== "class" && statement.kind !== "click") return [];
  if (!statement.ids.some(({ name }) => name === id)) return [];
  return withoutItems(statement.ids, (at) => statement.ids[at]?.name === id) ?? [whole];
}

/**
 * Takes a node out of a diagram with all its edges, and joins the ways into it to what came after. The other nodes,
 * their lanes, comments and the layout stay. Null when the text does not allow that without drawing something else too.
 */
export function removeFromDiagram(
  diagram: ReadDiagram,
  id: string,
  joined: Joined,
): readonly TextEdit[] | null {
  const { file, syntax, flowchart } = diagram;
  const { text } = file;
  const all = placedStatements(syntax);
  const firsts = firstEdges(syntax.statements);
  const found = all.flatMap((placed): readonly TextEdit[] => {
    const { statement } = placed;
    if (!mentions(statement, id)) return namesWithout(text, statement, id);
    const first = firsts.get(statement) ?? 0;
    const { inside, outside } = statementWithout({
      diagram,
      all,
      placed,
      statement,
      id,
      target: joined.target,
      isJoined: (at) => joined.edges.has(first + at),
    });
    const here =
      inside === null
        ? { span: statementLines(text, statement.span), text: "" }
        : { span: statement.span, text: inside };
    const behind = outside.length === 0 ? null : behindLanes(text, placed, outside);
    return behind === null ? [here] : [here, behind];
  });
  const edits = withJoinedCuts([...found, ...emptiedLane(diagram, all, id)]);
  const expected = flowchart.edges.map((edge, at) => {
    if (joined.edges.has(at) && joined.target !== null) return edgeText(edge, joined.target);
    return edge.source === id || edge.target === id ? null : edgeText(edge);
  });
  const made = [...edits, ...recountedLinkStyles(text, syntax, edits, expected)];
  const nodes = new Map(drawingOf(flowchart).nodes);
  nodes.delete(id);
  const drawing = { nodes, edges: expected.filter((edge) => edge !== null) };
  return draws(applyEdits(text, made), drawing) ? made : null;
}
