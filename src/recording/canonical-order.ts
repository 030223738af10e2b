/** A finished visit with what it came from. */
export interface OrderedVisit {
  /** Node ids gone to, in the diagram's order. */
  readonly next: readonly string[];
  readonly node: string;
  /** The visits that led here, as places in the list; empty for the first. */
  readonly after: readonly number[];
}

/**
 * The places of visits in an order that depends only on how they follow from each other, not on which branch was faster:
 * a fork's branches come one after the other as they are drawn, each as far as it goes alone, and what they join in
 * comes after the last of them.
 */
export function canonicalOrder(visits: readonly OrderedVisit[]): readonly number[] {
  const waitsFor = visits.map(({ after }) => after.length);
  const followers = visits.map((): number[] => []);
  visits.forEach(({ after }, place) => {
    for (const before of after) followers[before]?.push(place);
  });
  const order: number[] = [];
  // The next to come last.
  const open = visits.flatMap(({ after }, place) => (after.length === 0 ? [place] : [])).toReversed();
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    order.push(place);
    const next = visits[place]?.next ?? [];
    const drawn = (follower: number): number => next.indexOf(visits[follower]?.node ?? "");
    const ready = (followers[place] ?? [])
      .toSorted((a, b) => drawn(a) - drawn(b))
      .filter((follower) => (waitsFor[follower] = (waitsFor[follower] ?? 0) - 1) === 0);
    open.push(...ready.toReversed());
  }
  return order;
}

/** The places that lead to one of them, itself among them. */
export function placesBefore(
  visits: readonly Pick<OrderedVisit, "after">[],
  last: number,
): ReadonlySet<number> {
  const found = new Set([last]);
  for (const place of found) for (const before of visits[place]?.after ?? []) found.add(before);
  return found;
}
