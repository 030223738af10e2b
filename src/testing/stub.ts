import { RagstepError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";

/** One call of a stub's method. */
export interface StubCall {
  readonly method: string;
  readonly args: readonly unknown[];
}

const calls = new WeakMap<object, StubCall[]>();

// What runtimes and test runners ask any object for, to find out what it is.
const asked: ReadonlySet<string> = new Set([
  "$$typeof",
  "@@__IMMUTABLE_ITERABLE__@@",
  "@@__IMMUTABLE_RECORD__@@",
  "asymmetricMatch",
  "constructor",
  "hasAttribute",
  "nodeType",
  "tagName",
  "then",
  "toJSON",
]);

/**
 * A service or a side of a store that has only the members a test gives it. Calls are noted, see `callsOf`; to reach for
 * any other member throws a `RagstepError` that names it, which fails the step and says in the run's error what is missing.
 */
export function stub<T extends object>(name: string, members: Partial<T> = {}): T {
  const noted: StubCall[] = [];
  const wrapped = Object.fromEntries(
    Object.entries(members).map(([method, member]: [string, unknown]) => [
      method,
      typeof member === "function"
        ? (...args: unknown[]): unknown => {
            noted.push({ method, args });
            return Reflect.apply(member, members, args);
          }
        : member,
    ]),
  );
  const made = new Proxy(wrapped, {
    get(target, member) {
      if (typeof member === "symbol" || Object.hasOwn(target, member) || asked.has(member))
        return Reflect.get(target, member);
      throw new RagstepError(
        "stub-incomplete",
        `The stub \`${name}\` has no \`${member}\`.${didYouMean(member, Object.keys(target))}`,
        { hint: `stub("${name}", { ${[...Object.keys(target), member].join(", ")} })` },
      );
    },
  });
  calls.set(made, noted);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it answers for every member of T, if only with an error
  return made as unknown as T;
}

/** The calls of a stub's methods so far, in order. Throws a `TypeError` for an object that `stub` did not make. */
export function callsOf(stubbed: object): readonly StubCall[] {
  const noted = calls.get(stubbed);
  if (noted === undefined) throw new TypeError("`callsOf` wants what `stub` has made.");
  return noted;
}
