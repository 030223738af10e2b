import type { PiiKeyOf, StateDefinition, StateOf } from "./state.ts";

/** What `ragstep gen` writes about one node of the diagram, as types. */
export interface NodeFacts {
  /** The labels a decision may return; `never` for every other step. */
  readonly outcome: string;
  /** Store name to the access that the diagram draws. */
  readonly stores: Readonly<Record<string, "read" | "write" | "read-write">>;
}

export type GraphFacts = Readonly<Record<string, NodeFacts>>;

/** Store name to what a reader and what a writer of it may call. */
export type StoreTypes = Readonly<Record<string, { readonly read: object; readonly write: object }>>;

/** What log attributes may hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The run as a step may know it. */
export interface RunInfo {
  readonly id: string;
  readonly node: string;
  readonly step: number | null;
  /** 1 for the first time the run comes here. */
  readonly visit: number;
  /** 1 for the first try of this visit. */
  readonly attempt: number;
}

/** Time, so that tests are exact. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Monotonic milliseconds with fractions, for latencies. */
  monotonic(): number;
  /** Rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Ids that a test can foresee. */
export interface Ids {
  /** A new id, unique in the process, such as `req_1f0c…` for the prefix `req`. */
  next(prefix: string): string;
}

/** Everything a handler gets. Nothing else is visible to it. */
export interface StepContext<State, Stores, Services> {
  readonly state: Readonly<State>;
  readonly stores: Readonly<Stores>;
  readonly services: Services;
  readonly run: RunInfo;
  /** Aborted when the run is cancelled or the step's time is up. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly ids: Ids;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Sets attributes of this step's log line; only declared attrs are taken. */
  readonly log: (attrs: Readonly<Record<string, Json>>) => void;
  /** Sends an event (`token`, `chunk`, `progress`, …) to those who watch the run. */
  readonly emit: (type: string, data: unknown) => void;
}

/** A decision gives its outcome alone, several outcomes, or outcome and patch. */
export type Decision<Outcome extends string, Patch> =
  Outcome | readonly Outcome[] | { readonly outcome: Outcome | readonly Outcome[]; readonly patch?: Patch };

/** What a handler returns: a decision decides, every other step may patch. */
export type StepResult<Outcome extends string, Patch> = [Outcome] extends [never]
  ? Patch | void
  : Decision<Outcome, Patch>;

/** What a step says of itself, without its code: all that a check looks at. */
export interface StepDeclaration {
  readonly kind: "ragstep/step";
  readonly node: string;
  readonly reads: readonly string[];
  /** Keys read that a path may leave unwritten, each with what the step does without it. */
  readonly optional: Readonly<Record<string, string>>;
  readonly writes: readonly string[];
  readonly attrs: readonly string[];
  /** Outcomes the code can return when that is narrower than what the diagram draws; else undefined. */
  readonly outcomes?: readonly string[] | undefined;
  /** Only computes: touches no store and no service, so a resumed run may do it again. */
  readonly pure: boolean;
}

/** A step as the runner sees it; made by `step()`, one a file, its default export. */
export interface StepDefinition extends StepDeclaration {
  /** Takes a `StepContext` of its own keys, stores and services. */
  readonly run: (context: never) => unknown;
}

/** The stores of one node, each with the methods that its drawn access gives. */
export type StoresOf<Facts extends NodeFacts, Stores extends StoreTypes> = {
  readonly [S in keyof Facts["stores"] & keyof Stores]: Facts["stores"][S] extends "read"
    ? Stores[S]["read"]
    : Facts["stores"][S] extends "write"
      ? Stores[S]["write"]
      : Stores[S]["read"] & Stores[S]["write"];
};

/** An attr as it is, unless it names personal data: then a type that no text has, and that says why. */
type Loggable<Attr extends string, Pii> = Attr extends Pii
  ? `${Attr} is personal data, which is never logged`
  : Attr;

/** What the handler of a node returns, at once or as a promise. */
type StepReturn<D extends StateDefinition, Facts extends NodeFacts, Writes extends keyof D> =
  | StepResult<Facts["outcome"], Partial<Pick<StateOf<D>, Writes>>>
  | Promise<StepResult<Facts["outcome"], Partial<Pick<StateOf<D>, Writes>>>>;

/** The keys that a returned value patches. */
type PatchedKey<Result, Outcome> = Result extends Outcome | readonly Outcome[] | void | undefined
  ? never
  : Result extends { readonly outcome: unknown }
    ? Result extends { readonly patch?: infer Patch }
      ? keyof Patch
      : never
    : keyof Result;

type UndeclaredWrite<Return, Outcome, Writes> = Exclude<PatchedKey<Awaited<Return>, Outcome>, Writes>;

/** TypeScript lets a function return more keys than its type has; this does not. */
type NoUndeclaredWrite<Return, Outcome, Writes> = [UndeclaredWrite<Return, Outcome, Writes>] extends [never]
  ? unknown
  : {
      readonly run: `${UndeclaredWrite<Return, Outcome, Writes> & string} is written, but writes does not declare it`;
    };

/** What an author writes of a step; see the fields of `StepDefinition`. */
export interface StepSpec<
  D extends StateDefinition,
  Facts extends NodeFacts,
  Stores extends StoreTypes,
  Services,
  Reads extends keyof D & string,
  Optional extends keyof D & string,
  Writes extends keyof D & string,
  Attr extends string,
  Return,
> {
  readonly reads?: readonly Reads[];
  readonly optional?: Readonly<Record<Optional, string>>;
  readonly writes?: readonly Writes[];
  /** State keys, or names that the handler sets with `log`. */
  readonly attrs?: readonly Loggable<Attr, PiiKeyOf<D>>[];
  readonly outcomes?: readonly Facts["outcome"][];
  readonly pure?: boolean;
  run(
    context: StepContext<
      Pick<StateOf<D>, Reads> & Partial<Pick<StateOf<D>, Optional>>,
      StoresOf<Facts, Stores>,
      Services
    >,
  ): Return;
}

/** The `step` function of one project, typed by its generated graph facts, its state, its stores and its services. */
export type StepFunction<
  D extends StateDefinition,
  Graph extends GraphFacts,
  Stores extends StoreTypes,
  Services,
> = <
  const Node extends keyof Graph & string,
  const Reads extends keyof D & string = never,
  const Optional extends keyof D & string = never,
  const Writes extends keyof D & string = never,
  const Attr extends string = never,
  Return extends StepReturn<D, Graph[Node], Writes> = never,
>(
  node: Node,
  spec: StepSpec<D, Graph[Node], Stores, Services, Reads, Optional, Writes, Attr, Return> &
    NoUndeclaredWrite<Return, Graph[Node]["outcome"], Writes>,
) => StepDefinition;

const emptyList: readonly string[] = Object.freeze([]);
const emptyRecord: Readonly<Record<string, string>> = Object.freeze({});

/** Makes the `step` function that a project's steps import; `ragstep gen` writes the call. */
export function stepsOf<
  D extends StateDefinition,
  Graph extends GraphFacts,
  Stores extends StoreTypes = Readonly<Record<string, never>>,
  Services = unknown,
>(): StepFunction<D, Graph, Stores, Services> {
  return (node, spec) => ({
    kind: "ragstep/step",
    node,
    reads: spec.reads ?? emptyList,
    optional: spec.optional ?? emptyRecord,
    writes: spec.writes ?? emptyList,
    attrs: spec.attrs ?? emptyList,
    outcomes: spec.outcomes,
    pure: spec.pure ?? false,
    run: (context) => spec.run(context),
  });
}
