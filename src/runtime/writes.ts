/**
 * One write of one key while a run is on several branches. It knows the writes that it replaced, so that a join can tell
 * an older value from one that another branch wrote on its own.
 */
export interface Write {
  /** Index of the node that wrote. */
  readonly node: number;
  /** Counts up within a run: a write comes after all that it replaced. */
  readonly order: number;
  readonly value: unknown;
  /** What the key held before the first fork; undefined when it held nothing. */
  readonly before: unknown;
  /** What it replaced: nothing for the first, one write for a step, two for a join. */
  readonly replaced: readonly Write[];
}

/** A branch's latest write of each key that was written since the first fork. */
export type Writes = Map<string, Write>;

/** Notes that a step set a key. `current` is what the branch's state held. */
export function noteWrite(
  writes: Writes,
  key: string,
  place: { node: number; order: number },
  value: unknown,
  current: unknown,
): void {
  // Writing what is there already changes nothing, so it cannot be in anybody's way.
  if (Object.is(value, current)) return;
  const last = writes.get(key);
  writes.set(key, {
    node: place.node,
    order: place.order,
    value,
    before: last === undefined ? current : last.before,
    replaced: last === undefined ? [] : [last],
  });
}

/** Whether `old` was replaced by `write`, directly or through others. */
export function replaces(write: Write, old: Write): boolean {
  return pastOf(write, old.order).has(old);
}

/** The latest writes that both replaced: none when they share only the value before the first fork, several when branches met crosswise. */
export function latestCommon(a: Write, b: Write): readonly Write[] {
  const past = pastOf(a, 0);
  const common = [...pastOf(b, 0)].filter((write) => past.has(write));
  return common
    .filter((write) => !common.some((other) => replaces(other, write)))
    .toSorted((one, other) => one.node - other.node || one.order - other.order);
}

/** All writes that `write` replaced, itself left out, down to the given order. */
function pastOf(write: Write, downTo: number): ReadonlySet<Write> {
  const past = new Set<Write>();
  const open = [...write.replaced];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.order < downTo || past.has(next)) continue;
    past.add(next);
    open.push(...next.replaced);
  }
  return past;
}
