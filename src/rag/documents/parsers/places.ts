import type { DocumentText, TextSpan } from "../types.ts";

/** Where something stands in a document. */
export interface Place {
  /** From 1. */
  readonly page: number;
  readonly span: TextSpan;
}

/** From the first to the last of some places, on the page that the first is on; undefined without any. */
export function reachOf(places: readonly (Place | undefined)[]): Place | undefined {
  const known = places.filter((place) => place !== undefined);
  const page = known[0]?.page;
  if (page === undefined) return undefined;
  const spans = known.filter((place) => place.page === page).map(({ span }) => span);
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  return { page, span: { start, end } };
}

/** The text of a page without the white space around it: where a finding was made that stands in no one place. Null where nothing is written. */
export function wholePage(text: DocumentText, page: number): TextSpan | null {
  const written = text.pages.find(({ number }) => number === page)?.text ?? "";
  const trimmed = written.trim();
  if (trimmed === "") return null;
  const start = written.indexOf(trimmed);
  return { start, end: start + trimmed.length };
}

/** A line of a text, from 1, without the white space around it. Null where nothing is written. */
export function wholeLine(text: string, line: number): TextSpan | null {
  const lines = text.split("\n");
  const written = lines[line - 1] ?? "";
  const trimmed = written.trim();
  if (trimmed === "") return null;
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const start = before + written.indexOf(trimmed);
  return { start, end: start + trimmed.length };
}
