import type { z } from "zod";

/** How two branches' values of one key become one: a named rule, or a function that must not depend on the order of time. */
export type MergeRule<T> =
  "append" | "union" | "sum" | "max" | "min" | { readonly unionBy: string } | ((ours: T, theirs: T) => T);

/** What is true of a key beside its schema. */
export interface KeyFlags<T> {
  /** A live object such as a stream: never persisted. */
  readonly transient?: boolean;
  /** Personal data: never logged, never persisted in clear, never an attr. */
  readonly pii?: boolean;
  /** Without a rule, two branches that set the key to different values are an error. */
  readonly merge?: MergeRule<T>;
  /** The run's input gives it: always (`true`) or perhaps (`"optional"`). */
  readonly input?: true | "optional";
  /** Read outside the graph (by a transport, a report), so nobody inside needs to. */
  readonly output?: boolean;
  /** Follows from all that is stored, such as a version of it: recordings only tell that it was written, or each would change with any data. */
  readonly unrecorded?: boolean;
  /** One sentence: what the value is, with its unit. */
  readonly doc?: string;
}

/** One declared key of the state. */
export interface StateKey<T> {
  readonly schema: z.ZodType<T>;
  readonly flags: KeyFlags<T>;
}

// The value type is invariant inside flags; a map of keys of different types needs the wide form.
// oxlint-disable-next-line typescript/no-explicit-any -- `unknown` would refuse every key but one of unknown values
export type AnyStateKey = StateKey<any>;
export type StateDefinition = Readonly<Record<string, AnyStateKey>>;

/** What is declared of each key, without its schema: all that a check looks at. */
export type DeclaredKeys = Readonly<
  Record<string, { readonly flags: Omit<KeyFlags<unknown>, "merge"> & { readonly merge?: unknown } }>
>;

/** The object type that a state definition describes. */
export type StateOf<D extends StateDefinition> = {
  // From the schema alone: a key without flags has flags of any type, which would make its value any.
  [K in keyof D]: D[K]["schema"] extends z.ZodType<infer T> ? T : never;
};

/** Names the keys that carry personal data: they cannot be attrs. */
export type PiiKeyOf<D extends StateDefinition> = {
  [K in keyof D]: D[K]["flags"] extends { readonly pii: true } ? K : never;
}[keyof D];

/** The flags of a key that was declared with none. */
export interface Unflagged {
  readonly pii?: false;
}

/** Declares one key. The flags' literal types are kept, so that the compiler knows which keys are personal data. */
export function key<T>(schema: z.ZodType<T>): { readonly schema: z.ZodType<T>; readonly flags: Unflagged };
export function key<T, const F extends KeyFlags<T>>(
  schema: z.ZodType<T>,
  flags: F,
): { readonly schema: z.ZodType<T>; readonly flags: F };
export function key<T>(schema: z.ZodType<T>, flags: KeyFlags<T> = {}): StateKey<T> {
  return { schema, flags };
}

const keyName = /^[a-z][a-z0-9_]*$/;

/** Every key that a run of one graph may hold. Throws a `TypeError` for a name that is not snake_case. */
export function defineState<const D extends StateDefinition>(definition: D): D {
  for (const name of Object.keys(definition)) {
    if (!keyName.test(name))
      throw new TypeError(`State key \`${name}\` is not snake_case, as logs and fixtures write keys.`);
  }
  return Object.freeze(definition);
}
