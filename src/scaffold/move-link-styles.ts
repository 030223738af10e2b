import { parseFlowchart } from "../mermaid/parse-flowchart.ts";
import type { FlowchartSyntax, Statement } from "../mermaid/syntax.ts";
import { sourceFile } from "../text/source-file.ts";
import type { Span } from "../text/source-file.ts";
import { applyEdits } from "../text/text-edit.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { drawingOf } from "./move-drawing.ts";
import { statementLines } from "./remove-lines.ts";

type LinkStyle = Extract<Statement, { kind: "linkStyle" }>;

/** The edges' new places, by their old ones; null for an edge that is gone. Edges drawn alike keep their order. */
function newPlaces(
  after: readonly string[],
  expected: readonly (string | null)[],
): readonly (number | null)[] {
  const places = new Map<string, number[]>();
  for (const [place, edge] of after.entries()) {
    const known = places.get(edge);
    if (known === undefined) places.set(edge, [place]);
    else known.push(place);
  }
  return expected.map((edge) => (edge === null ? null : (places.get(edge)?.shift() ?? null)));
}

/** Takes some items out of a list written with commas; null when none would be left. */
export function withoutItems(
  items: readonly { readonly span: Span }[],
  goes: (at: number) => boolean,
): readonly TextEdit[] | null {
  if (items.every((_, at) => goes(at))) return null;
  const firstKept = items.findIndex((_, at) => !goes(at));
  return items.flatMap(({ span }, at) => {
    if (!goes(at)) return [];
    // Each takes the comma behind it, or, behind the first one that stays, the comma before it.
    const next = items[at + 1]?.span.start ?? span.end;
    const before = items[at - 1]?.span.end ?? span.start;
    const cut = at < firstKept ? { start: span.start, end: next } : { start: before, end: span.end };
    return [{ span: cut, text: "" }];
  });
}

/**
 * `linkStyle 3 …` counts edges, so it is counted anew when edges go or change places. `expected` has for each edge of the
 * old text what it is in the new one (as `edgeText`), null when it is gone.
 */
export function recountedLinkStyles(
  text: string,
  { statements }: FlowchartSyntax,
  edits: readonly TextEdit[],
  expected: readonly (string | null)[],
): readonly TextEdit[] {
  const styles = statements.filter((statement): statement is LinkStyle => statement.kind === "linkStyle");
  if (styles.length === 0) return [];
  const after = parseFlowchart(sourceFile("", applyEdits(text, edits))).value;
  const places = newPlaces(after === null ? [] : drawingOf(after).edges, expected);
  return styles.flatMap(({ links, span }) => {
    if (links === "default") return [];
    const goes = (at: number): boolean => places[links[at]?.index ?? -1] === null;
    const gone = withoutItems(links, goes);
    if (gone === null) return [{ span: statementLines(text, span), text: "" }];
    const changed = links.flatMap(({ index, span: place }) => {
      const now = places[index];
      return now === undefined || now === null || now === index ? [] : [{ span: place, text: String(now) }];
    });
    return [...gone, ...changed];
  });
}
