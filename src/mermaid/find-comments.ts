import { lineEndFrom } from "./characters.ts";
import type { Span } from "../text/source-file.ts";

/** A `%%` comment: its own range, what it says, and the range that goes with it (indentation, blank lines before, the line break). */
export interface FoundComment extends Span {
  readonly text: string;
  readonly removed: Span;
}

/** Finds the comments that stand on lines of their own; `%%` behind other text is none, nor is a `%%` with nothing behind it. */
export function findComments(text: string): FoundComment[] {
  const found: FoundComment[] = [];
  let done = 0;
  for (let at = text.indexOf("%%"); at >= 0; at = text.indexOf("%%", at)) {
    const start = at;
    const lineStart = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
    const lineEnd = lineEndFrom(text, start);
    // Whatever this one is, a second `%%` on the same line is no comment of its own.
    at = lineEnd;
    if (start + 2 >= lineEnd || text[start + 2] === "{" || text.slice(lineStart, start).trim() !== "")
      continue;
    const end = Math.min(lineEnd + 1, text.length);
    const removed = { start: blankLinesBefore(text, lineStart, done), end };
    found.push({ start, end: lineEnd, text: text.slice(start + 2, lineEnd).trim(), removed });
    done = end;
  }
  return found;
}

function blankLinesBefore(text: string, lineStart: number, stop: number): number {
  let from = lineStart;
  while (from > stop) {
    const previous = from < 2 ? 0 : text.lastIndexOf("\n", from - 2) + 1;
    if (previous < stop || text.slice(previous, from).trim() !== "") break;
    from = previous;
  }
  return from;
}
