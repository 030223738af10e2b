import type { Span } from "./source-file.ts";

/** Puts `text` in place of a stretch of another text; an empty span inserts. Offsets are those of the text before all edits. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

function byPlace(a: TextEdit, b: TextEdit): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

/** Those edits, in the order of the text, that touch nothing an earlier one of them replaces. */
export function withoutOverlaps<Edit extends TextEdit>(edits: readonly Edit[]): readonly Edit[] {
  let at = 0;
  return edits.toSorted(byPlace).filter(({ span }) => {
    if (span.start < at) return false;
    at = span.end;
    return true;
  });
}

/**
 * The text after all edits, given in any order; insertions at one place keep theirs. Throws a `RangeError` for edits
 * that overlap or lie outside the text: which of them is right cannot be told.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let after = "";
  let at = 0;
  for (const { span, text: put } of edits.toSorted(byPlace)) {
    if (span.start < at || span.end < span.start || span.end > text.length)
      throw new RangeError(
        `The edit of ${span.start} to ${span.end} overlaps another or lies outside the text.`,
      );
    after += text.slice(at, span.start) + put;
    at = span.end;
  }
  return after + text.slice(at);
}
