import type { Drawing } from "./drawing.ts";

export type Direction = "on" | "back" | "before" | "after";

/** Where arrow keys lead: on and back along arrows, before and after among the arrows that leave the same node. */
export interface Walker {
  /** The node to go to; null where there is none. */
  readonly step: (from: string, direction: Direction) => string | null;
}

/** Walks along the arrows of a drawing. It remembers the way it came, so that back leads there. */
export function createWalker({ edges }: Drawing): Walker {
  const out = Map.groupBy(edges, ({ source }) => source);
  const into = Map.groupBy(edges, ({ target }) => target);
  const cameFrom = new Map<string, string>();
  const wentTo = new Map<string, string>();
  const targetsOf = (id: string) => [...new Set((out.get(id) ?? []).map(({ target }) => target))];
  const sourcesOf = (id: string) => [...new Set((into.get(id) ?? []).map(({ source }) => source))];
  const parentOf = (id: string) => {
    const known = cameFrom.get(id);
    return known !== undefined && sourcesOf(id).includes(known) ? known : (sourcesOf(id)[0] ?? null);
  };
  const beside = (id: string, by: 1 | -1): string | null => {
    const parent = parentOf(id);
    if (parent === null) return null;
    const row = targetsOf(parent);
    const next = row[row.indexOf(id) + by] ?? null;
    if (next !== null) {
      cameFrom.set(next, parent);
      wentTo.set(parent, next);
    }
    return next;
  };
  const on = (id: string): string | null => {
    const last = wentTo.get(id);
    const next = last ?? targetsOf(id)[0] ?? null;
    if (next !== null) cameFrom.set(next, id);
    return next;
  };
  const back = (id: string): string | null => {
    const parent = parentOf(id);
    if (parent !== null) wentTo.set(parent, id);
    return parent;
  };
  return {
    step(from, direction) {
      if (direction === "on") return on(from);
      if (direction === "back") return back(from);
      return beside(from, direction === "after" ? 1 : -1);
    },
  };
}
