import type { Span } from "../../src/text/source-file.ts";
import type { Base, Change } from "./base.ts";

/** One kind of drift, and what has to catch it. */
export interface Mutation {
  /** What goes wrong, in words. */
  readonly kind: string;
  /** The codes of which one must be reported that was not reported before. */
  readonly caughtBy: readonly [string, ...string[]];
  /** Every place of the project where it fits. */
  places(base: Base): readonly Mutant[];
}

/** One kind of drift at one place. */
export interface Mutant {
  /** What tells it from the others of its kind. */
  readonly at: string;
  readonly change: Change;
}

/** A text with others in place of some stretches, which must not overlap. */
export function edited(
  text: string,
  edits: readonly { readonly span: Span; readonly text: string }[],
): string {
  let after = text;
  for (const edit of edits.toSorted((a, b) => b.span.start - a.span.start))
    after = after.slice(0, edit.span.start) + edit.text + after.slice(edit.span.end);
  return after;
}

/** The whole line that a place stands in, its end included. */
export function lineOf(text: string, { start }: Span): Span {
  const end = text.indexOf("\n", start);
  return { start: text.lastIndexOf("\n", start - 1) + 1, end: end < 0 ? text.length : end + 1 };
}
