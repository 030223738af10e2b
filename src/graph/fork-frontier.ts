/** Components that branches of a fork have come to and that are still to be looked at. */
export interface Frontier {
  /** Branches, as bits, come to a component. */
  enter(component: number, branches: number): void;
  /** The component nearest to the fork with all branches that come to it; undefined when all are looked at. */
  next(): { readonly component: number; readonly branches: number } | undefined;
  /** True when the same branches come to all components that are left: then they have met, or only one is left. */
  isOne(): boolean;
  /** The branches that have something that matters before them. */
  ahead(): number;
  /** What is left, in no order. */
  rest(): readonly (readonly [component: number, branches: number])[];
}

/**
 * `matters` says of each component whether anything at it or behind it matters. What is asked after each step is kept
 * by count, because a fork into thousands of branches has a frontier of thousands.
 */
export function createFrontier(matters: Uint8Array): Frontier {
  const waiting: number[] = [];
  const branchesOf = new Map<number, number>();
  const sets = new Map<number, { all: number; matter: number }>();

  function count(component: number, branches: number, by: 1 | -1): void {
    const set = sets.get(branches) ?? { all: 0, matter: 0 };
    set.all += by;
    if (matters[component] === 1) set.matter += by;
    if (set.all === 0) sets.delete(branches);
    else sets.set(branches, set);
  }

  function insert(component: number): void {
    let low = 0;
    let high = waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((waiting[middle] ?? 0) < component) low = middle + 1;
      else high = middle;
    }
    waiting.splice(low, 0, component);
  }

  return {
    enter(component, branches) {
      const before = branchesOf.get(component);
      if (before === undefined) insert(component);
      else count(component, before, -1);
      branchesOf.set(component, (before ?? 0) | branches);
      count(component, (before ?? 0) | branches, 1);
    },
    next() {
      // Edges lead from greater to smaller numbers, so all that leads to the greatest has been looked at.
      const component = waiting.pop();
      if (component === undefined) return undefined;
      const branches = branchesOf.get(component) ?? 0;
      count(component, branches, -1);
      return { component, branches };
    },
    isOne: () => sets.size <= 1,
    ahead: () => [...sets].reduce((bits, [branches, { matter }]) => (matter > 0 ? bits | branches : bits), 0),
    rest: () => waiting.map((component) => [component, branchesOf.get(component) ?? 0]),
  };
}
