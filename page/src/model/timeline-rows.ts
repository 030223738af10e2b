import type { RunModel, Visit } from "./run-model.ts";

/** A row of the timeline: one branch after the other. */
export interface TimelineRow {
  /** 0 is where the run began. */
  readonly row: number;
  readonly visits: readonly Visit[];
}

/** The rows of a run's timeline; branches beside each other have rows of their own. */
export function rowsOf(model: RunModel): readonly TimelineRow[] {
  const grouped = Map.groupBy(model.visits, ({ row }) => row);
  return Array.from({ length: model.rows }, (_, row) => ({ row, visits: grouped.get(row) ?? [] }));
}

/** Marks for an axis over so many milliseconds: about `count` of them, at round numbers. */
export function ticksOf(from: number, to: number, count: number): readonly number[] {
  const rough = (to - from) / Math.max(1, count);
  if (!(rough > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((times) => times * power >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const many = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, many) }, (_, i) => (first + i) * step);
}
