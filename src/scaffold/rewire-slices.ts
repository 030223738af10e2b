import type { CodeChanges } from "./list-changes.ts";
import type { PathExpectation } from "./path-expectations.ts";
import { wordsOf } from "./code-lists.ts";

/** A number of `path.slice(from, to)`. */
interface Bound {
  readonly token: number;
  readonly value: number;
}

function boundAt({ code: { tokens } }: CodeChanges, at: number | null): Bound | null {
  const token = at === null ? undefined : tokens[at];
  if (token === undefined || at === null || !/^\d+$/.test(token.text)) return null;
  const sign = tokens[at - 1]?.text === "-" ? -1 : 1;
  return { token: at, value: sign * Number(token.text) };
}

/**
 * Keeps `path.slice(0, 3)` and `path.slice(-3)` as long as the lists that they are compared with, and moves the parts of
 * the same path that come behind.
 */
export function rewireSlices(changes: CodeChanges, expectations: readonly PathExpectation[]): void {
  const parts = expectations.flatMap((one) => {
    const [from, to] = [boundAt(changes, one.slice.from), boundAt(changes, one.slice.to)];
    if (from === null) return [];
    const length = one.list === null ? 0 : wordsOf(changes.code, one.list).length;
    const grows = one.list === null ? 0 : changes.length(one.list) - length;
    return [{ test: one.test, from, to, length, grows }];
  });
  for (const { test, from, to, length, grows } of parts) {
    if (from.value < 0) {
      if (grows !== 0 && to === null && length === -from.value)
        changes.replace(from.token, String(length + grows));
      continue;
    }
    const before = parts
      .filter((other) => other.test === test && other.to !== null && other.from.value >= 0)
      .filter((other) => (other.to?.value ?? 0) - other.from.value === other.length)
      .filter((other) => (other.to?.value ?? 0) <= from.value)
      .reduce((sum, other) => sum + other.grows, 0);
    const own = to !== null && to.value - from.value === length ? grows : 0;
    if (before !== 0) changes.replace(from.token, String(from.value + before));
    if (to !== null && to.value >= 0 && before + own !== 0)
      changes.replace(to.token, String(to.value + before + own));
  }
}
