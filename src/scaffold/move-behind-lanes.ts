import type { TextEdit } from "../text/text-edit.ts";
import type { PlacedStatement } from "./move-drawing.ts";
import { indentAt, lineBreakOf, lineEnd } from "./remove-lines.ts";

/**
 * Draws edges behind the outermost lane around a statement, since inside they would pull their nodes into the lane. Null
 * outside every lane, and where the lane has no end.
 */
export function behindLanes(
  text: string,
  { outerStart, outerEnd }: PlacedStatement,
  lines: readonly string[],
): TextEdit | null {
  if (outerStart === null || outerEnd === null) return null;
  const lineBreak = lineBreakOf(text);
  const at = lineEnd(text, outerEnd.end);
  const indent = indentAt(text, outerStart.start);
  const put = lines.map((line) => `${indent}${line}${lineBreak}`).join("");
  // The last line of a text may have no end.
  return { span: { start: at, end: at }, text: text[at - 1] === "\n" ? put : `${lineBreak}${put}` };
}
