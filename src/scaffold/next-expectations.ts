import { listNamed, partsOf } from "./code-lists.ts";
import type { CodeList, CodeText } from "./code-lists.ts";
import { expectationsOf, names } from "./path-expectations.ts";
import type { TokenRange } from "./path-expectations.ts";

/** A table of cases with the function that each is given to: `it.each(table)(name, (a, b) => …)`. */
interface Cases {
  readonly table: TokenRange;
  readonly body: TokenRange;
  /** The names of the values of a case, in their order; null where one is taken apart. */
  readonly parameters: readonly (string | null)[];
}

function casesOf(code: CodeText): readonly Cases[] {
  const { tokens, closing } = code;
  return tokens.flatMap(({ text }, at): readonly Cases[] => {
    const tableEnd = closing.get(at + 1);
    const bodyEnd = tableEnd === undefined ? undefined : closing.get(tableEnd + 1);
    if (text !== "each" || tableEnd === undefined || bodyEnd === undefined) return [];
    const run = partsOf(code, tableEnd + 1)[1];
    const open = run === undefined ? -1 : run.from + (tokens[run.from]?.text === "async" ? 1 : 0);
    const parts = tokens[open]?.text === "(" ? partsOf(code, open) : [];
    const parameters = parts.map(({ from, to }) => (to - from === 1 ? (tokens[from]?.text ?? null) : null));
    return [{ table: { from: at + 2, to: tableEnd }, body: { from: tableEnd + 2, to: bodyEnd }, parameters }];
  });
}

/** Where a value may be written that an expression comes to. */
function sourcesOf(
  code: CodeText,
  cases: readonly Cases[],
  range: TokenRange,
  depth: number,
): readonly TokenRange[] {
  if (depth > 3) return [];
  const named = code.tokens.slice(range.from, range.to).flatMap(({ kind, text }, offset) => {
    const at = range.from + offset;
    if (kind !== "word" || /^(?:\.|\?\.)$/.test(code.tokens[at - 1]?.text ?? "")) return [];
    const list = listNamed(code, text);
    if (list !== null) return [{ from: list.open, to: list.close }];
    const within = cases.findLast(({ body }) => body.from <= at && at < body.to);
    const column = within?.parameters.indexOf(text) ?? -1;
    return within === undefined || column < 0 ? [] : columnOf(code, within.table, column);
  });
  return [range, ...named.flatMap((one) => sourcesOf(code, cases, one, depth + 1))];
}

/** The values that the cases of a table have at one place; the whole table when it is computed. */
function columnOf(code: CodeText, table: TokenRange, column: number): readonly TokenRange[] {
  const written = code.lists.find(({ open, close }) => open === table.from && close === table.to - 1);
  if (written === undefined) return [table];
  return partsOf(code, written.open).flatMap((row) => {
    const values = code.tokens[row.from]?.text === "[" ? partsOf(code, row.from) : [row];
    const value = values[column];
    return value === undefined ? [] : [value];
  });
}

/** Where a test says which step comes next. */
export interface NextWords {
  /** The tokens that quote the step. */
  readonly at: readonly number[];
  /** Lists that are compared with a sorted one. */
  readonly sorted: readonly CodeList[];
}

/**
 * Where the test of a step says that `next` comes behind it: in what it compares `next` with, in the cases that this
 * comes from, and as `next_step` among the attributes.
 */
export function nextWords(code: CodeText, next: string): NextWords {
  const { tokens } = code;
  const cases = casesOf(code);
  const compared = expectationsOf(code).filter(({ subject }) => names(code, subject, "next"));
  const ranges = compared.flatMap(({ expected }) => sourcesOf(code, cases, expected, 0));
  const isIt = (at: number): boolean =>
    tokens[at]?.kind === "string" && tokens[at].text.slice(1, -1) === next && tokens[at - 1]?.text !== "=";
  const found = new Set<number>();
  for (const { from, to } of ranges) for (let at = from; at < to; at++) if (isIt(at)) found.add(at);
  for (const at of tokens.keys())
    if (isIt(at) && tokens[at - 1]?.text === ":" && tokens[at - 2]?.text === "next_step") found.add(at);
  const sorted = compared
    .filter(({ subject }) => names(code, subject, "toSorted"))
    .flatMap(({ expected }) => code.lists.filter(({ open }) => open === expected.from));
  return { at: [...found].toSorted((a, b) => a - b), sorted };
}
