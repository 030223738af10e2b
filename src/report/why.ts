import type { Graph } from "../graph/graph.ts";
import type { DeclaredKeys } from "../definition/state.ts";
import type { StepDeclaration } from "../definition/step.ts";
import { trailLinks } from "../runtime/trail-links.ts";
import { visitName, type Trail } from "../runtime/trail.ts";
import { indexWriters, type WriterIndex, type Writers } from "./why-writers.ts";

/** A value as far as it may be shown: personal data never is. */
export type ShownValue =
  | { readonly kind: "known"; readonly value: unknown }
  | { readonly kind: "personal" }
  | { readonly kind: "unknown" };

/** A visit that wrote a key, and what it had to write it from. */
export interface WhyWriter {
  /** `Node`, or `Node#2` for a later visit than the first. */
  readonly visit: string;
  readonly step: number | null;
  /** False when it declares to write the key and the record does not say whether it did. */
  readonly sure: boolean;
  readonly value: ShownValue;
  /** What it declares to read; null when that stands elsewhere in the tree already, or its code is not there. */
  readonly from: readonly WhyKey[] | null;
  readonly left_out: "told-above" | "no-code" | "too-deep" | null;
}

/** A key as a step read it. */
export interface WhyKey {
  readonly key: string;
  /** What the reader does without it; null when it cannot do without. */
  readonly optional: string | null;
  readonly writers: readonly WhyWriter[];
  /** Earlier visits, one of which wrote the key if none of the writers that are not sure did. */
  readonly earlier: readonly string[];
  /** Its value at the run's start, when nobody wrote it; null when it is no input or somebody surely wrote it. */
  readonly input: ShownValue | null;
}

/** Why a key held what it held at the end of a run: the JSON of `ragstep why`. */
export interface Why extends WhyKey {
  readonly run_id: string;
  readonly source: Trail["source"];
  readonly doc: string | null;
  readonly personal: boolean;
  /** Every visit that wrote the key, or for a log may have, in order. */
  readonly written: readonly string[];
  /** Node ids of all steps that declare to write it, whether the run came to them or not. */
  readonly could_write: readonly string[];
}

/** What a run is explained with. */
export interface WhyFacts {
  readonly trail: Trail;
  /** The graph that the run walked. */
  readonly graph: Graph;
  readonly state: DeclaredKeys;
  /** By node id. */
  readonly steps: ReadonlyMap<string, StepDeclaration>;
  /** How many steps back from the key; all when absent. */
  readonly depth?: number | undefined;
}

interface Explaining extends WhyFacts {
  readonly index: WriterIndex;
  /** Visits whose reads are told already. */
  readonly told: Set<number>;
}

function shown(
  { state }: WhyFacts,
  key: string,
  values: Readonly<Record<string, unknown>> | null,
): ShownValue {
  if (state[key]?.flags.pii === true) return { kind: "personal" };
  // A log holds null for a value that cannot be written down, too.
  if (values === null || (values[key] ?? null) === null) return { kind: "unknown" };
  return { kind: "known", value: values[key] };
}

function writer(facts: Explaining, at: number, key: string, sure: boolean, depth: number): WhyWriter[] {
  const visit = facts.trail.visits[at];
  if (visit === undefined) return [];
  const step = facts.steps.get(visit.node);
  const head = {
    visit: visitName(visit),
    step: visit.step,
    sure,
    value: shown(facts, key, visit.set ?? visit.attrs),
  };
  if (step === undefined) return [{ ...head, from: null, left_out: "no-code" }];
  const reads = [
    ...step.reads.map((name) => ({ name, optional: null })),
    ...Object.entries(step.optional).map(([name, optional]) => ({ name, optional })),
  ];
  if (reads.length > 0 && facts.told.has(at)) return [{ ...head, from: null, left_out: "told-above" }];
  if (depth <= 0 && reads.length > 0) return [{ ...head, from: null, left_out: "too-deep" }];
  facts.told.add(at);
  const from = reads.map(({ name, optional }) =>
    keyFrom(facts, { key: name, optional }, facts.index.before(at, name), depth - 1),
  );
  return [{ ...head, from, left_out: null }];
}

function keyFrom(
  facts: Explaining,
  { key, optional }: Pick<WhyKey, "key" | "optional">,
  { sure, perhaps, earlier }: Writers,
  depth: number,
): WhyKey {
  const { trail, state } = facts;
  const isInput = state[key]?.flags.input !== undefined || trail.input?.[key] !== undefined;
  const given = trail.input === null || trail.input[key] !== undefined;
  return {
    key,
    optional,
    writers: [
      ...sure.flatMap((at) => writer(facts, at, key, true, depth)),
      ...perhaps.flatMap((at) => writer(facts, at, key, false, depth)),
    ],
    earlier: earlier.flatMap((at) => trail.visits[at] ?? []).map(visitName),
    input: sure.length === 0 && isInput && given ? shown(facts, key, trail.input) : null,
  };
}

/**
 * Tells which visits wrote a key last and, following what each declares to read, what they wrote it from. A visit's
 * reads are told once. For a log, which does not say what a step wrote, a step that declares the key counts as one that
 * may have written it.
 */
export function whyOf(facts: WhyFacts, key: string): Why {
  const { trail, graph, state, steps, depth = Infinity } = facts;
  const links = trailLinks(trail, graph);
  const index = indexWriters({ trail, links, graph, steps });
  const last = index.atEnd(key);
  const found = keyFrom({ ...facts, index, told: new Set() }, { key, optional: null }, last, depth);
  const written = trail.visits.filter(({ wrote }, at) =>
    wrote === null ? [...last.sure, ...last.perhaps, ...last.earlier].includes(at) : wrote.includes(key),
  );
  return {
    run_id: trail.run_id,
    source: trail.source,
    doc: state[key]?.flags.doc ?? null,
    personal: state[key]?.flags.pii === true,
    written: written.map(visitName),
    could_write: [...steps.values()].filter(({ writes }) => writes.includes(key)).map(({ node }) => node),
    ...found,
  };
}
