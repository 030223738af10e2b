import { wordsOf, wordsOfItem } from "./code-lists.ts";
import type { CodeList, CodeText } from "./code-lists.ts";
import type { CodeChanges } from "./list-changes.ts";
import type { PathExpectation } from "./path-expectations.ts";
import { beforeNow } from "./rewire.ts";
import type { Rewire } from "./rewire.ts";
import { holds } from "./test-slice.ts";
import type { TestSlice } from "./test-slice.ts";

interface Neighbours {
  readonly before: string | null;
  readonly after: string | null;
}

function neighboursOf(code: CodeText, list: CodeList, at: number): Neighbours {
  const [before, after] = [list.items[at - 1], list.items[at + 1]];
  return {
    before: before === undefined ? null : (wordsOfItem(code, before).at(-1) ?? null),
    after: after === undefined ? null : (wordsOfItem(code, after)[0] ?? null),
  };
}

/** Puts the step between its neighbours, or takes it away from between them, in every list. */
function betweenNeighbours(changes: CodeChanges, { kind, step, from, to }: Rewire): void {
  const { code } = changes;
  const isBefore = (word: string | null): boolean => from.some(({ id }) => id === word);
  for (const list of code.lists)
    for (const [at, item] of list.items.entries()) {
      const { before, after } = neighboursOf(code, list, at);
      if (kind === "in") {
        if (isBefore(before) && wordsOfItem(code, item)[0] === to.id) changes.put(list, at, step.id);
      } else if (item.quoted === step.id && isBefore(before) && after === to.id) changes.drop(list, at);
    }
}

/** Keeps the step among the nodes that a test runs when both its neighbours are, and takes it out when it goes. */
function amongNodes(changes: CodeChanges, slice: TestSlice, { kind, step, from, to }: Rewire): void {
  for (const list of slice.lists) {
    if (changes.isChanged(list)) continue;
    const words = wordsOf(changes.code, list);
    const places = list.items.flatMap(({ quoted }, at) =>
      quoted === (kind === "in" ? from[0]?.id : step.id) ? [at] : [],
    );
    for (const at of places) {
      if (kind === "out") changes.drop(list, at);
      else if (words.includes(to.id)) changes.put(list, at + 1, step.id);
    }
  }
}

/** Whether a test runs the step too: when it comes, among others that it runs. */
function isRun({ code }: CodeChanges, slice: TestSlice, { kind, step, from, to }: Rewire): boolean {
  const isAmong = slice.lists.some((list) => {
    const words = wordsOf(code, list);
    return words.includes(to.id) && from.some(({ id }) => words.includes(id));
  });
  return holds(slice, step) || (kind === "in" && isAmong);
}

/** What a test says came last. */
function lastWords(code: CodeText, { list, isLast, expected }: PathExpectation): readonly (string | null)[] {
  if (!isLast) return wordsOf(code, list);
  const token = code.tokens[expected.from];
  return [token?.kind === "string" ? token.text.slice(1, -1) : null];
}

/** Puts the step at the end of a path, or takes it away from there. */
function atEnd(changes: CodeChanges, one: PathExpectation, rewire: Rewire): void {
  const { code } = changes;
  const { list, isShared, isLast, expected } = one;
  const { kind, step, from } = rewire;
  const words = lastWords(code, one);
  if (kind === "in") {
    if (isLast) changes.replace(expected.from, `"${step.id}"`);
    else if (list !== null && isShared)
      changes.replace(expected.from, `[...${list.name ?? ""}, "${step.id}"]`);
    else if (list !== null) changes.put(list, list.items.length, step.id);
    return;
  }
  const [only, second] = from;
  if (isLast) {
    if (only !== undefined && second === undefined) changes.replace(expected.from, `"${only.id}"`);
    return;
  }
  const at = (list?.items.length ?? 0) - 1;
  if (list === null || isShared || list.items[at]?.quoted !== step.id) return;
  if (!from.some(({ id }) => id === words.at(-2))) return;
  changes.drop(list, at);
}

/** A path that ends where the slice does: it has the step at its end, or leaves to it. */
function atExit(changes: CodeChanges, one: PathExpectation, rewire: Rewire, runsStep: boolean): void {
  const { kind, step, from, to, isOnlyWay } = rewire;
  const last = lastWords(changes.code, one).at(-1);
  const leftTo = kind === "out" && !runsStep ? step.id : to.id;
  const exit = one.exits?.items.find(({ quoted }) => quoted === leftTo);
  const ends = (runsStep ? beforeNow(rewire) : from).some(({ id }) => id === last);
  if (!ends) return;
  if (runsStep && (one.exits === null ? isOnlyWay : exit !== undefined)) atEnd(changes, one, rewire);
  if (!runsStep && exit !== undefined) changes.replace(exit.at, `"${kind === "in" ? step.id : to.id}"`);
}

/** Edits what the tests of a file expect of the paths of their runs. */
export function rewirePaths(
  changes: CodeChanges,
  slice: TestSlice,
  expectations: readonly PathExpectation[],
  rewire: Rewire,
): void {
  const { from, to, passes } = rewire;
  if (!passes || !from.some((node) => holds(slice, node))) return;
  const runsStep = isRun(changes, slice, rewire);
  const isInside = holds(slice, to);
  if (isInside && runsStep) betweenNeighbours(changes, rewire);
  if (!isInside) for (const one of expectations) atExit(changes, one, rewire, runsStep);
  amongNodes(changes, slice, rewire);
}
