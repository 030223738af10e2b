import type { Span } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";

const ignore = /^[ \t]*%%\s*ragstep-ignore\b.*$/;

/** Where the line of a place begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the line after the line of a place begins: behind the line break, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const lineBreak = text.indexOf("\n", offset);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

/** How the lines of a text end. */
export function lineBreakOf(text: string): "\n" | "\r\n" {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** What stands before a place on its line; empty when that is more than blanks. */
export function indentAt(text: string, offset: number): string {
  const before = text.slice(lineStart(text, offset), offset);
  return before.trim() === "" ? before : "";
}

/**
 * What goes when a statement of a diagram goes: its whole line when nothing else stands on it, with the ignore comments
 * above, which speak of this line alone; else the statement and the semicolon that parts it from the others.
 */
export function statementLines(text: string, { start, end }: Span): Span {
  const from = lineStart(text, start);
  const to = lineEnd(text, end);
  const before = text.slice(from, start);
  const after = text.slice(end, to);
  if (before.trim() === "" && /^\s*;?\s*$/.test(after)) {
    let first = from;
    while (first > 0) {
      const above = lineStart(text, first - 1);
      if (!ignore.test(text.slice(above, first).trimEnd())) break;
      first = above;
    }
    return { start: first, end: to };
  }
  const behind = /^[ \t]*;[ \t]*/.exec(after)?.[0].length;
  if (behind !== undefined) return { start, end: end + behind };
  const ahead = /;[ \t]*$/.exec(before)?.[0].length ?? 0;
  return { start: start - ahead, end };
}

/** The edits with those cuts made one that overlap: statements of one line share the semicolon between them. */
export function withJoinedCuts(edits: readonly TextEdit[]): readonly TextEdit[] {
  const cuts = edits.filter(({ text }) => text === "").toSorted((a, b) => a.span.start - b.span.start);
  const joined: { start: number; end: number }[] = [];
  for (const { span } of cuts) {
    const last = joined.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return [...edits.filter(({ text }) => text !== ""), ...joined.map((span) => ({ span, text: "" }))];
}
