/** A part of a long list. */
export interface ListWindow<Item> {
  readonly shown: readonly Item[];
  /** Place of the first that is shown. */
  readonly first: number;
}

/** At most so many items around a place: a page of thousands would stop to think at each change. */
export function windowOf<Item>(items: readonly Item[], at: number, most: number): ListWindow<Item> {
  const first = Math.max(0, Math.min(at - Math.floor(most / 2), items.length - most));
  return { shown: items.slice(first, first + most), first };
}
