import type { SourceFile, Span } from "../text/source-file.ts";

/** A string literal of a program's text: its characters as written, without the quotes. */
export interface StringLiteral {
  readonly value: string;
  readonly span: Span;
}

// A comment, a string on one line, or a template without anything computed.
const token = /\/\/.*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.)*`/g;

/**
 * The string literals of a JavaScript or TypeScript text, in its order, those in comments left out. This is no parser:
 * a quote inside a regular expression can hide what follows in its line.
 */
export function stringLiterals({ text }: SourceFile): readonly StringLiteral[] {
  return Array.from(text.matchAll(token), ({ 0: found, index }) => ({
    value: found.slice(1, -1),
    span: { start: index, end: index + found.length },
    comment: found.startsWith("/"),
  })).filter(({ comment }) => !comment);
}

/** A text of the same length with blanks in place of comments. */
export function withoutComments({ text }: SourceFile): string {
  return text.replaceAll(token, (found) => (found.startsWith("/") ? found.replaceAll(/[^\n]/g, " ") : found));
}

/** Where a text first stands as a string literal after a word (`reads`); the file's beginning when it does not. */
export function literalAfter(file: SourceFile, word: string, value: string): Span {
  const from = Math.max(0, file.text.search(new RegExp(`\\b${word}\\b`)));
  const found = stringLiterals(file).find((literal) => literal.span.start > from && literal.value === value);
  return found?.span ?? { start: 0, end: 0 };
}

/** Where a name first stands after a word (`optional`); the file's beginning when it does not. */
export function wordAfter(file: SourceFile, word: string, name: string): Span {
  const text = withoutComments(file);
  const from = Math.max(0, text.search(new RegExp(`\\b${word}\\b`)));
  const start = from + text.slice(from).search(new RegExp(`\\b${name}\\b`));
  return start < from ? { start: 0, end: 0 } : { start, end: start + name.length };
}
