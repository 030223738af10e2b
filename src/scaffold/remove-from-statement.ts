import type { LinkSyntax, NodesStatement, NodeSyntax } from "../mermaid/syntax.ts";
import { isHeld, saysMore } from "./move-drawing.ts";
import type { PlacedStatement } from "./move-drawing.ts";
import type { ReadDiagram } from "./move-in-diagram.ts";
import { indentAt, lineBreakOf } from "./remove-lines.ts";

/** A statement of a diagram that a node is to leave. */
export interface LeftStatement {
  readonly diagram: ReadDiagram;
  readonly all: readonly PlacedStatement[];
  readonly placed: PlacedStatement;
  readonly statement: NodesStatement;
  readonly id: string;
  /** Where the joined edges lead then. */
  readonly target: string | null;
  /** Whether an edge is joined, by its place among those of the statement. */
  readonly isJoined: (at: number) => boolean;
}

/** What a statement becomes. */
interface Rest {
  /** Null when nothing is left of it. */
  readonly inside: string | null;
  /** Edges that would pull a node into the lane around the statement, to be drawn behind it. */
  readonly outside: readonly string[];
}

interface DrawnEdge {
  readonly source: NodeSyntax;
  readonly link: LinkSyntax;
  readonly target: NodeSyntax;
  readonly at: number;
  /** Whether it has the link's id: of the edges that one link draws, Mermaid gives it to this one. */
  readonly named: boolean;
}

function linkText(text: string, { id, span }: LinkSyntax, named: boolean): string {
  return text.slice(named && id !== undefined ? id.span.start : span.start, span.end);
}

function edgesOf({ groups, links }: NodesStatement): readonly DrawnEdge[] {
  const edges: DrawnEdge[] = [];
  for (const [place, link] of links.entries()) {
    const [sources = [], targets = []] = [groups[place], groups[place + 1]];
    for (const source of sources)
      for (const target of targets) {
        const named = source === sources.at(-1) && target === targets[0];
        edges.push({ source, link, target, at: edges.length, named });
      }
  }
  return edges;
}

/** Whether an edge to a node may stand in this lane without pulling the node into it. */
function mayStandHere(left: LeftStatement, node: string): boolean {
  const lane = left.placed.lanes.at(-1);
  if (lane === undefined) return true;
  return (
    left.diagram.flowchart.vertices.get(node)?.subgraph === lane ||
    isHeld(left.all, left.placed, node, left.id)
  );
}

/** `A --> X --> B` without X, and `A --> X` with X's successor: what is around it stays as it is written. */
function shortened(left: LeftStatement): string | null {
  const { diagram, statement, id, target, isJoined } = left;
  const { groups, links, span } = statement;
  const { text } = diagram.file;
  const places = groups.flatMap((group, at) => (group.some((node) => node.id === id) ? [at] : []));
  const [place] = places;
  const group = groups[place ?? -1];
  const node = group?.[0];
  if (place === undefined || places.length > 1 || group?.length !== 1 || node === undefined) return null;
  const edges = edgesOf(statement);
  const into = edges.filter((edge) => edge.target === node);
  const out = edges.filter((edge) => edge.source === node);
  const allJoined = into.length > 0 && into.every(({ at }) => isJoined(at));
  const next = groups[place + 1];
  const put = (start: number, end: number, word: string): string =>
    text.slice(span.start, start) + word + text.slice(end, span.end);
  if (allJoined && target !== null && mayStandHere(left, target)) {
    const [first] = next ?? [];
    if (next === undefined) return put(node.span.start, node.span.end, target);
    if (next.length === 1 && first?.id === target) return put(node.span.start, first.span.start, "");
  }
  // At an end of a longer chain the rest of it stays; a single link would leave a mention that nothing needs.
  if (into.length === 0 && out.length > 0 && links.length > 1)
    return put(node.span.start, next?.[0]?.span.start ?? node.span.end, "");
  if (next === undefined && links.length > 1 && into.every(({ at }) => !isJoined(at)))
    return put(groups[place - 1]?.at(-1)?.span.end ?? node.span.start, node.span.end, "");
  return null;
}

/** The statement as one line for each edge that is left, and for each node that would be lost. */
function takenApart(left: LeftStatement): Rest {
  const { diagram, placed, statement, id, target, isJoined } = left;
  const { text } = diagram.file;
  const said = new Set<string>();
  const nodes = statement.groups.flat();
  // What the statement says of a node is said where the node comes first.
  const word = (node: NodeSyntax): string => {
    const telling = nodes.findLast((other) => other.id === node.id && saysMore(other)) ?? node;
    const { start, end } = said.has(node.id) ? node.idSpan : telling.span;
    said.add(node.id);
    return text.slice(start, end);
  };
  const inside: string[] = [];
  const outside: string[] = [];
  for (const { source, link, target: to, at, named } of edgesOf(statement)) {
    if (source.id === id || (to.id === id && (!isJoined(at) || target === null))) continue;
    const goesOut = to.id === id && target !== null && !mayStandHere(left, target);
    const from = goesOut ? source.id : word(source);
    const end = to.id === id ? (target ?? "") : word(to);
    (goesOut ? outside : inside).push(`${from} ${linkText(text, link, named)} ${end}`);
  }
  for (const node of nodes) {
    // Outside every lane the joined edges hold their target.
    const isJoinedTo = placed.lanes.length === 0 && node.id === target;
    const isNeeded =
      nodes.some((other) => other.id === node.id && saysMore(other)) ||
      (!isJoinedTo && !isHeld(left.all, placed, node.id, id));
    if (node.id !== id && !said.has(node.id) && isNeeded) inside.push(word(node));
  }
  const lineBreak = `${lineBreakOf(text)}${indentAt(text, statement.span.start)}`;
  return { inside: inside.length === 0 ? null : inside.join(lineBreak), outside };
}

/** A statement without a node: as it is written where that is possible, else taken apart. */
export function statementWithout(left: LeftStatement): Rest {
  const short = shortened(left);
  return short === null ? takenApart(left) : { inside: short, outside: [] };
}
