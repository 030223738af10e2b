import { listNamed, partsOf } from "./code-lists.ts";
import type { CodeList, CodeText } from "./code-lists.ts";

/** Tokens of an expression, the end not included. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** `expect(subject).toEqual(expected)`, and what else compares. */
export interface Expectation {
  readonly subject: TokenRange;
  readonly expected: TokenRange;
}

/** What a test says about the way a run took. */
export interface PathExpectation extends Expectation {
  /** The list that it names, or writes out; null for anything computed. */
  readonly list: CodeList | null;
  /** Whether the list is a constant's, which others may use too. */
  readonly isShared: boolean;
  /** `path.at(-1)`: only the last step is compared. */
  readonly isLast: boolean;
  /** The numbers of `path.slice(from, to)`, as tokens; null where there is none, or something computed. */
  readonly slice: { readonly from: number | null; readonly to: number | null };
  /** What the same test says next about where the run left to. */
  readonly exits: CodeList | null;
  /** The test it stands in: the token that begins it. */
  readonly test: number;
}

/** Every comparison of a test file, in the order of the text. */
export function expectationsOf(code: CodeText): readonly Expectation[] {
  const { tokens, closing } = code;
  return tokens.flatMap(({ text, kind }, at): readonly Expectation[] => {
    const open = at + 1;
    const close = closing.get(open);
    if (kind !== "word" || tokens[open]?.text !== "(" || close === undefined) return [];
    if (text === "expectPath") {
      const [subject, expected] = partsOf(code, open);
      return subject === undefined || expected === undefined ? [] : [{ subject, expected }];
    }
    if (text !== "expect" || tokens[close + 1]?.text !== ".") return [];
    const [expected] = tokens[close + 3]?.text === "(" ? partsOf(code, close + 3) : [];
    return expected === undefined ? [] : [{ subject: { from: open + 1, to: close }, expected }];
  });
}

/** Whether an expression names something, a property of that name included. */
export function names({ tokens }: CodeText, { from, to }: TokenRange, word: string): boolean {
  return tokens.slice(from, to).some(({ kind, text }) => kind === "word" && text === word);
}

/** The token at which each test of a file begins: `it` or `test`, and whatever comes behind it. */
export function testStarts({ tokens }: CodeText): readonly number[] {
  return tokens.flatMap(({ kind, text }, at) => {
    const calls = /^[(.]$/.test(tokens[at + 1]?.text ?? "") && tokens[at - 1]?.text !== ".";
    return kind === "word" && /^(?:it|test)$/.test(text) && calls ? [at] : [];
  });
}

/** The list that an expression is: written out, or a constant's. */
function listOf(code: CodeText, { from, to }: TokenRange): CodeList | null {
  const written = code.lists.find(({ open, close }) => open === from && close === to - 1);
  const name = to - from === 1 ? (code.tokens[from]?.text ?? null) : null;
  return written ?? listNamed(code, name);
}

function sliceOf({ tokens }: CodeText, { from, to }: TokenRange): PathExpectation["slice"] {
  const isPlain = tokens.slice(from, to).filter(({ text }) => text === "slice").length === 1;
  const at = tokens.findIndex(({ text }, place) => place >= from && place < to && text === "slice");
  const before = tokens[at - 2];
  if (!isPlain || before?.text !== "path") return { from: null, to: null };
  const number = (place: number): number | null => (tokens[place]?.kind === "number" ? place : null);
  const first = tokens[at + 2]?.text === "-" ? at + 3 : at + 2;
  return { from: number(first), to: tokens[first + 1]?.text === "," ? number(first + 2) : null };
}

function isLast({ tokens }: CodeText, { from, to }: TokenRange): boolean {
  const texts = tokens.slice(from, to).map(({ text }) => text);
  return texts.join("").endsWith("path.at(-1)");
}

/** What the tests of a file say about the ways that runs took. */
export function pathExpectations(code: CodeText): readonly PathExpectation[] {
  const starts = testStarts(code);
  const all = expectationsOf(code).map((one) => ({
    ...one,
    test: starts.findLast((start) => start < one.subject.from) ?? -1,
  }));
  return all.flatMap((one, at): readonly PathExpectation[] => {
    const { subject, expected, test } = one;
    const isPath = code.tokens[subject.from - 2]?.text === "expectPath" || names(code, subject, "path");
    if (!isPath) return [];
    const list = listOf(code, expected);
    const behind = all.slice(at + 1).filter((other) => other.test === test);
    const next = behind.findIndex((other) => code.tokens[other.subject.from - 2]?.text === "expectPath");
    const own = next < 0 ? behind : behind.slice(0, next);
    const exits = own.find((other) => names(code, other.subject, "exits"));
    return [
      {
        ...one,
        list,
        isShared: list !== null && list.open !== expected.from,
        isLast: isLast(code, subject),
        slice: sliceOf(code, subject),
        exits: exits === undefined ? null : listOf(code, exits.expected),
      },
    ];
  });
}
