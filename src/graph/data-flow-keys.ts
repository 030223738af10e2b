import type { StepDeclaration } from "../definition/step.ts";
import type { Graph, GraphEdge, GraphNode } from "./graph.ts";
import { setBit } from "./key-rows.ts";
import type { Row } from "./key-rows.ts";
import type { DeclaredProgram } from "./program.ts";

/** What one step does with the keys of the state. Null in `FlowKeys.steps` is a step whose code is not written yet. */
export interface StepKeys {
  /** Keys that the step cannot do without. */
  readonly needs: readonly number[];
  /** Keys that it uses when they are there. */
  readonly uses: readonly number[];
  readonly needed: Row;
  readonly read: Row;
  readonly written: Row;
  /** False when a feature flag can pass the step by. */
  readonly always: boolean;
}

/** The keys of a program as bits, and what each step does with them. */
export interface FlowKeys {
  readonly graph: Graph;
  /** By bit. */
  readonly names: readonly string[];
  /** By `GraphNode.index`. */
  readonly steps: readonly (StepKeys | null)[];
  /** What the run's input surely gives, and what it may give. */
  readonly given: Row;
  readonly mayBeGiven: Row;
  /** What the engine itself writes before it takes an error edge. */
  readonly onError: Row;
  /** The bit behind those of the keys that means: a branch surely comes to the join that is looked at. */
  readonly arrives: number;
  /** An empty row. */
  row(): Row;
  /** A row with all bits. */
  full(): Row;
}

/** What the engine notes of a failed step; see `engineKeys` of the runtime. */
const engineKey = "step_error";

/** Whether a step sends the run along all its edges at the same time. */
export function isFork({ kind, out }: GraphNode): boolean {
  return kind !== "decision" && out.length > 1;
}

/** Numbers the keys. A key that a step names and the state does not declare is left out: that is another mistake. */
export function flowKeys({ graph, state, steps }: DeclaredProgram): FlowKeys {
  const names = Object.keys(state);
  const bits = new Map(names.map((name, bit) => [name, bit]));
  const arrives = names.length;
  const words = (arrives >> 5) + 1;
  const numbers = (keys: readonly string[]): readonly number[] =>
    keys.flatMap((name) => {
      const bit = bits.get(name);
      return bit === undefined ? [] : [bit];
    });
  const rowOf = (keys: readonly number[]): Row => {
    const row = new Uint32Array(words);
    for (const bit of keys) setBit(row, bit);
    return row;
  };
  const keysOf = (step: StepDeclaration | null, { entry }: GraphNode): StepKeys | null => {
    if (step === null) return null;
    const needs = numbers(step.reads);
    const uses = numbers(Object.keys(step.optional));
    const always = entry?.flag === undefined;
    const written = rowOf(numbers(step.writes));
    return { needs, uses, needed: rowOf(needs), read: rowOf([...needs, ...uses]), written, always };
  };
  const inputs = (wanted: readonly unknown[]): Row =>
    rowOf(numbers(names.filter((name) => wanted.includes(state[name]?.flags.input))));
  return {
    graph,
    names,
    steps: graph.nodes.map((node) => keysOf(steps[node.index] ?? null, node)),
    given: inputs([true]),
    mayBeGiven: inputs([true, "optional"]),
    onError: rowOf(numbers([engineKey])),
    arrives,
    row: () => new Uint32Array(words),
    full: () => new Uint32Array(words).fill(0xffffffff),
  };
}

/** The edges that a run may take out of a node, the error edge last. */
export function edgesFrom({ out, errorEdge }: GraphNode): readonly GraphEdge[] {
  return errorEdge === null ? out : [...out, errorEdge];
}
