import type { Writes } from "./writes.ts";

/** The values of a run's keys, without a prototype: no key can be taken for an inherited one. */
export type StateRecord = Record<string, unknown>;

// A class whose prototype is empty gives objects that are as fast as plain ones; Object.create(null) does not.
class EmptyState {
  [key: string]: unknown;
}
Object.setPrototypeOf(EmptyState.prototype, null);
Reflect.deleteProperty(EmptyState.prototype, "constructor");

/** An empty state. */
export function emptyState(): StateRecord {
  return new EmptyState();
}

/** A state of its own with the same values. */
export function copyState(state: StateRecord): StateRecord {
  return Object.assign(new EmptyState(), state);
}

/** One of the places where a run is at the same time. A run without forks has one from start to end. */
export class Branch {
  /** Owned by this branch alone, so a patch is written into it without a copy. */
  state: StateRecord;
  /** Index of the node it runs, is about to run, or waits at. */
  at: number;
  /** Index of the edge it came over; -1 at the entry. */
  via = -1;
  /** Where it was forked, as edge indices such as `12.40`; empty for the first branch. Never used twice in a run. */
  readonly id: string;
  /** What it and its forebears wrote since the run was last on one branch; null while it is on one. */
  writes: Writes | null = null;
  /** It has come to a join and another branch can still come there. */
  waiting = false;
  /** Nodes visited since one of them was visited for the last time allowed; null before that. */
  trail: number[] | null = null;

  constructor(state: StateRecord, at: number, id: string) {
    this.state = state;
    this.at = at;
    this.id = id;
  }
}
