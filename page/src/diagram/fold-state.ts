import { signal } from "@preact/signals";

/** Ids of the lanes that are drawn as one node each. */
export const folded = signal<ReadonlySet<string>>(new Set());

/** Folds a lane that is open, and opens one that is folded. */
export function toggleLane(id: string): void {
  const lanes = new Set(folded.value);
  if (!lanes.delete(id)) lanes.add(id);
  folded.value = lanes;
}
