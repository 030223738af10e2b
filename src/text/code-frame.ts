import { lineText, positionAt } from "./source-file.ts";
import type { SourceFile, Span } from "./source-file.ts";

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]/g;

/** How much of a long line is shown around the place. */
const maxWidth = 120;

/**
 * The line of a span with a gutter and carets below it, as compilers print it. A span over several lines is marked on
 * its first one. Tabs become one blank and control characters a dot, so that the carets stand below what they mean.
 */
export function codeFrame(file: SourceFile, span: Span): readonly string[] {
  const start = positionAt(file, span.start);
  const end = positionAt(file, Math.max(span.start, span.end));
  const full = lineText(file, start.line);
  const lastColumn = end.line === start.line ? end.column : full.length + 1;
  const from = start.column > maxWidth - 20 ? start.column - 40 : 1;
  const shown = full
    .slice(from - 1, from - 1 + maxWidth)
    .replaceAll("\t", " ")
    .replaceAll(control, "·");
  const indent = start.column - from;
  const width = Math.max(1, Math.min(lastColumn - start.column, Math.max(1, shown.length - indent)));
  const number = String(start.line);
  const gutter = " ".repeat(number.length);
  return [`${gutter} |`, `${number} | ${shown}`, `${gutter} | ${" ".repeat(indent)}${"^".repeat(width)}`];
}
