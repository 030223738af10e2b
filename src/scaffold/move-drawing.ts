import type { Edge, Flowchart } from "../mermaid/flowchart.ts";
import { parseFlowchart } from "../mermaid/parse-flowchart.ts";
import { matchSubgraphs } from "../mermaid/resolve-subgraphs.ts";
import type { FlowchartSyntax, NodesStatement, NodeSyntax, Statement } from "../mermaid/syntax.ts";
import { sourceFile } from "../text/source-file.ts";
import type { Span } from "../text/source-file.ts";

/** A statement of a diagram with the lanes around it. */
export interface PlacedStatement {
  readonly statement: Statement;
  /** From the outermost to the innermost. */
  readonly lanes: readonly string[];
  /** The `end` of the outermost lane around it; null outside all of them, and where it is missing. */
  readonly outerEnd: Span | null;
  /** The first line of the outermost lane around it. */
  readonly outerStart: Span | null;
}

/** The statements in the order of the text, each with the lanes around it. A lane's own lines stand inside it. */
export function placedStatements({ statements }: FlowchartSyntax): readonly PlacedStatement[] {
  const ids = matchSubgraphs(statements);
  const ends = outerEnds(statements);
  const lanes: string[] = [];
  let outerStart: Span | null = null;
  return statements.map((statement, at) => {
    if (statement.kind === "subgraph") {
      if (lanes.length === 0) outerStart = statement.span;
      lanes.push(ids.get(statement) ?? "");
    }
    const inside = lanes.length > 0;
    const placed = {
      statement,
      lanes: [...lanes],
      outerEnd: inside ? (ends[at] ?? null) : null,
      outerStart: inside ? outerStart : null,
    };
    if (statement.kind === "end") lanes.pop();
    return placed;
  });
}

/** For each statement the next `end` that closes an outermost lane. */
function outerEnds(statements: readonly Statement[]): readonly (Span | null)[] {
  const ends: (Span | null)[] = statements.map(() => null);
  let depth = 0;
  let from = 0;
  for (const [at, statement] of statements.entries()) {
    if (statement.kind === "subgraph" && depth++ === 0) from = at;
    if (statement.kind === "end" && --depth === 0) ends.fill(statement.span, from, at + 1);
  }
  return ends;
}

/** Whether a mention says more of a node than its id. */
export function saysMore({ shape, label, className, data }: NodeSyntax): boolean {
  return [shape, label, className, data].some((part) => part !== undefined);
}

/** Whether a statement mentions a node. */
export function mentions(statement: Statement, id: string): statement is NodesStatement {
  return statement.kind === "nodes" && statement.groups.some((group) => group.some((node) => node.id === id));
}

/**
 * Whether another statement, one that `leaving` is not in and that stays as it is, keeps a node where this one does: in
 * this lane, or, outside every lane, in the diagram at all.
 */
export function isHeld(
  all: readonly PlacedStatement[],
  placed: PlacedStatement,
  node: string,
  leaving: string,
): boolean {
  const lane = placed.lanes.at(-1);
  return all.some(
    ({ statement, lanes }) =>
      (lane === undefined || lanes.at(-1) === lane) &&
      mentions(statement, node) &&
      !mentions(statement, leaving),
  );
}

/** An edge as one text: two edges that are drawn alike have the same. */
export function edgeText(edge: Edge, target: string = edge.target): string {
  const { id, source, stroke, startArrow, endArrow, length, label } = edge;
  return JSON.stringify([id, source, target, stroke, startArrow, endArrow, length, label?.raw]);
}

/** What a diagram draws, without where it stands in the text: equal before and after an edit that keeps it. */
export interface Drawing {
  readonly nodes: ReadonlyMap<string, { readonly text: string; readonly lane: string | undefined }>;
  readonly edges: readonly string[];
}

/** What a flowchart draws. */
export function drawingOf({ vertices, edges }: Flowchart): Drawing {
  return {
    nodes: new Map(
      [...vertices].map(([id, { label, shape, classes, subgraph }]) => [
        id,
        { text: JSON.stringify([label?.raw, shape, classes.map(({ name }) => name)]), lane: subgraph },
      ]),
    ),
    edges: edges.map((edge) => edgeText(edge)),
  };
}

function same(a: Drawing, b: Drawing): boolean {
  return (
    a.nodes.size === b.nodes.size &&
    [...a.nodes].every(([id, { text, lane }]) => {
      const other = b.nodes.get(id);
      return other?.text === text && other.lane === lane;
    }) &&
    JSON.stringify(a.edges.toSorted()) === JSON.stringify(b.edges.toSorted())
  );
}

/** Whether a text draws what is expected, and every statement of it can be read. */
export function draws(text: string, expected: Drawing): boolean {
  const { value, diagnostics } = parseFlowchart(sourceFile("", text));
  if (value === null || diagnostics.some(({ severity }) => severity === "fatal")) return false;
  return same(drawingOf(value), expected);
}
