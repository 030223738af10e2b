import type { Span } from "../text/source-file.ts";

const closing = "}%%";
const opening = /%%\{\s*(?:\w+\s*:|\w+)\s*/g;

/** A `%%{init: …}%%`; `closed` is false when the closing mark is missing and it takes all the text behind it. */
export interface Directive extends Span {
  readonly closed: boolean;
}

/** Finds all directives, wherever they stand: Mermaid takes them out of the text first. */
export function findDirectives(text: string): Directive[] {
  const found: Directive[] = [];
  if (!text.includes("%%{")) return found;
  const word = /\w+\s*/y;
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    word.lastIndex = opening.lastIndex;
    const afterWord = word.test(text) ? word.lastIndex : -1;
    // A single word behind the name is taken alone; anything else goes on to the closing mark, or to the end of the text.
    const mark = afterWord >= 0 ? afterWord : text.indexOf(closing, opening.lastIndex);
    const closed = mark >= 0 && text.startsWith(closing, mark);
    const end = mark < 0 ? text.length : closed ? mark + closing.length : mark;
    found.push({ start: match.index, end, closed });
    opening.lastIndex = end;
  }
  return found;
}
