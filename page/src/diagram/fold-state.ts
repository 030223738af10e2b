import { batch, computed, signal } from "@preact/signals";

type Lanes = ReadonlySet<string>;

const none: Lanes = new Set();

/** Ids of the lanes that the reader folded. */
const byHand = signal<Lanes>(none);
/** Ids of the lanes that are folded as long as a view wants them out of the way. */
const aside = signal<Lanes>(none);

/** Ids of the lanes that are drawn as one node each. */
export const folded = computed((): Lanes =>
  aside.value.size === 0 ? byHand.value : new Set([...byHand.value, ...aside.value]),
);

/** Folds a lane that is open, and opens one that is folded, whoever folded it. */
export function toggleLane(id: string): void {
  const opens = folded.value.has(id);
  const without = (lanes: Lanes) => [...lanes].filter((lane) => lane !== id);
  batch(() => {
    byHand.value = new Set(opens ? without(byHand.value) : [...byHand.value, id]);
    aside.value = new Set(without(aside.value));
  });
}

/** Folds these lanes and no others. */
export function foldOnly(lanes: Iterable<string>): void {
  batch(() => {
    byHand.value = new Set(lanes);
    aside.value = none;
  });
}

/** Folds lanes beside those that the reader folded, in place of what was put aside before. */
export function putAside(lanes: readonly string[]): void {
  if (lanes.length > 0 || aside.value.size > 0) aside.value = new Set(lanes);
}
