import type { SourceFile, Span } from "../text/source-file.ts";
import { wordsOf } from "./code-lists.ts";
import type { CodeText } from "./code-lists.ts";
import { expectationsOf, testStarts } from "./path-expectations.ts";
import type { Expectation, PathExpectation } from "./path-expectations.ts";
import { mentionsOf } from "./rename-mentions.ts";
import type { Rewire } from "./rewire.ts";
import { holds } from "./test-slice.ts";
import type { TestSlice } from "./test-slice.ts";

/** A test file that was looked through. */
export interface RewiredTest {
  readonly file: SourceFile;
  readonly code: CodeText;
  readonly slice: TestSlice;
  readonly expectations: readonly PathExpectation[];
  readonly edits: readonly { readonly span: Span }[];
  /** Whether it is the test of the step before. */
  readonly isOwn: boolean;
}

/** `expect(run.lines).toHaveLength(3)`: the number. */
function countOf({ tokens }: CodeText, { subject, expected }: Expectation): Span | null {
  const counted = /^(?:lines|path)$/.test(tokens[subject.to - 1]?.text ?? "");
  const token = tokens[expected.from];
  return counted && tokens[expected.from - 2]?.text === "toHaveLength" && token?.kind === "number"
    ? token.span
    : null;
}

/** Where tests count the steps of their runs. */
function counts({ code, expectations }: RewiredTest): readonly Span[] {
  const parts = expectations.flatMap(({ slice: { from } }) => {
    const token = code.tokens[from ?? -1];
    // A part from the start, or from the end, holds the step or is what it was.
    return token === undefined || token.text === "0" || code.tokens[(from ?? 0) - 1]?.text === "-"
      ? []
      : [token.span];
  });
  return [...expectationsOf(code).flatMap((one) => countOf(code, one) ?? []), ...parts];
}

/** Whole paths through the step before, in runs that leave to the one behind beside other ways. */
function beside({ code, expectations, slice }: RewiredTest, { from, to, step }: Rewire): readonly Span[] {
  if (holds(slice, to) || !holds(slice, step)) return [];
  return expectations.flatMap(({ list, expected, exits }) => {
    const words = wordsOf(code, list);
    const span = code.tokens[expected.from]?.span;
    const mayLeave = exits === null || exits.items.some(({ quoted }) => quoted === to.id);
    const isInside = from.some(({ id }) => words.includes(id)) && words.at(-1) !== from[0]?.id;
    return span !== undefined && mayLeave && isInside ? [span] : [];
  });
}

/** Paths that hold a node, also where a constant says so. */
function pathsWith({ code, expectations }: RewiredTest, id: string): readonly Span[] {
  return expectations.flatMap(({ list, expected }) => {
    const span = code.tokens[expected.from]?.span;
    return span !== undefined && wordsOf(code, list).includes(id) ? [span] : [];
  });
}

/**
 * The tests that are not edited and may go wrong when a step comes in: they name both steps beside it, or count the
 * steps of runs that it may be in. A place for each.
 */
export function leftTests(test: RewiredTest, rewire: Rewire): readonly Span[] {
  const { file, code, edits, slice, isOwn } = test;
  const [first] = rewire.from;
  const runsLanes = slice.lanes.size > 0 || slice.ids.size > 0;
  const counted =
    runsLanes && first !== undefined && rewire.passes && holds(slice, first)
      ? [...counts(test), ...beside(test, rewire)]
      : [];
  const starts = testStarts(code).map((at) => code.tokens[at]?.span.start ?? 0);
  return starts.flatMap((start, place) => {
    const end = starts[place + 1] ?? file.text.length;
    const isHere = (span: Span): boolean => start <= span.start && span.start < end;
    if (edits.some(({ span }) => isHere(span))) return [];
    const namesFirst = isOwn || mentionsOf(file, first?.id ?? "").some(isHere);
    const named = namesFirst ? [...mentionsOf(file, rewire.to.id), ...pathsWith(test, rewire.to.id)] : [];
    return [...named, ...counted].filter(isHere).slice(0, 1);
  });
}
