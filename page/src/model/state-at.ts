import type { MaskedValue } from "../../../src/server/runs/run-store.ts";
import type { Patch, RunModel, Visit } from "./run-model.ts";

/** A value in the state of a run. */
export interface KeptValue {
  readonly value: MaskedValue;
  /** Place of the visit that wrote it; null: the run began with it. */
  readonly by: number | null;
  /** Branches that met had both written it: what the rule of the key made of it is not told, this is what one wrote. */
  readonly merged: boolean;
}

/** The state at one place of a run, by key. */
export type StateAt = ReadonlyMap<string, KeptValue>;

/** The visits that came before one on its way, itself left out. What ran beside it is none of them. */
export function visitsBefore(model: RunModel, index: number): ReadonlySet<number> {
  const before = new Set<number>();
  const open = [...(model.visits[index]?.parents ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (before.has(next)) continue;
    before.add(next);
    open.push(...(model.visits[next]?.parents ?? []));
  }
  return before;
}

/** What the run had begun with when the visit began. */
function inputOf(model: RunModel, index: number): Patch {
  return model.inputs.findLast(({ from }) => from <= index)?.patch ?? {};
}

function byCompletion(a: Visit, b: Visit): number {
  return (a.last ?? Infinity) - (b.last ?? Infinity) || a.index - b.index;
}

function writtenBy(model: RunModel, input: Patch, visits: readonly Visit[]): StateAt {
  const state = new Map<string, KeptValue>();
  for (const [key, value] of Object.entries(input)) state.set(key, { value, by: null, merged: false });
  for (const { index, row, patch } of visits.toSorted(byCompletion)) {
    for (const [key, value] of Object.entries(patch)) {
      const held = model.visits[state.get(key)?.by ?? -1];
      // In one row one comes after the other.
      const merged = held !== undefined && held.row !== row && !visitsBefore(model, index).has(held.index);
      state.set(key, { value, by: index, merged });
    }
  }
  return state;
}

function visitsAt(model: RunModel, places: Iterable<number>): readonly Visit[] {
  return [...places].flatMap((place) => model.visits[place] ?? []);
}

/** The state that a visit saw. */
export function stateBefore(model: RunModel, index: number): StateAt {
  return writtenBy(model, inputOf(model, index), visitsAt(model, visitsBefore(model, index)));
}

/** The state that a visit left behind on its branch. */
export function stateAfter(model: RunModel, index: number): StateAt {
  const visits = visitsAt(model, [...visitsBefore(model, index), index]);
  return writtenBy(model, inputOf(model, index), visits);
}

/** Everything that the run came to hold so far, on whatever branch. */
export function stateAtEnd(model: RunModel): StateAt {
  const from = model.inputs.at(-1)?.from ?? 0;
  const visits = model.visits.filter(({ index }) => index >= from);
  return writtenBy(model, inputOf(model, Infinity), visits);
}
