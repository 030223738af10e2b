import { lineText, positionAt } from "./source-file.ts";
import type { SourceFile, Span } from "./source-file.ts";

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]/g;

// Two columns on a terminal: CJK, Hangul, full-width forms, emoji. None: marks that join the character before.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const joined = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How much of a long line is shown around the place. */
const maxWidth = 120;

function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += joined.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return sum;
}

/**
 * The line of a span with a gutter and carets below it, as compilers print it: three lines. A span over several lines is
 * marked on its first one. Tabs become one blank and control characters a dot, wide characters count twice, so that the
 * carets stand below what they mean.
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
  const marked = shown.slice(start.column - from, Math.max(start.column, lastColumn) - from);
  const indent = " ".repeat(columns(shown.slice(0, start.column - from)));
  const carets = "^".repeat(Math.max(1, columns(marked)));
  const number = String(start.line);
  const gutter = " ".repeat(number.length);
  return [`${gutter} |`, `${number} | ${shown}`, `${gutter} | ${indent}${carets}`];
}
