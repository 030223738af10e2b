/** Components that branches of a fork have come to and that are still to be looked at. */
export interface Frontier {
  /** Branches, as bits, come to a component. */
  enter(component: number, branches: number): void;
  /** The component nearest to the fork with all branches that come to it; undefined when all are looked at. */
  next(): { readonly component: number; readonly branches: number } | undefined;
  /** True when the same branches come to all components that are left: then they have met, or only one is left. */
  isOne(): boolean;
  /** What is left, in no order. */
  rest(): readonly (readonly [component: number, branches: number])[];
}

/**
 * An empty frontier. `levels` are greater for each component than for all that lead to it. What is asked after each step
 * is kept by count: a fork into thousands has thousands waiting.
 */
export function createFrontier(levels: Int32Array): Frontier {
  const waiting: number[] = [];
  const branchesOf = new Map<number, number>();
  /** How many waiting components have each set of branches. */
  const sets = new Map<number, number>();

  function count(branches: number, by: 1 | -1): void {
    const now = (sets.get(branches) ?? 0) + by;
    if (now === 0) sets.delete(branches);
    else sets.set(branches, now);
  }

  function insert(component: number): void {
    const level = levels[component] ?? 0;
    let low = 0;
    let high = waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((levels[waiting[middle] ?? -1] ?? 0) > level) low = middle + 1;
      else high = middle;
    }
    waiting.splice(low, 0, component);
  }

  return {
    enter(component, branches) {
      const before = branchesOf.get(component);
      if (before === undefined) insert(component);
      else count(before, -1);
      branchesOf.set(component, (before ?? 0) | branches);
      count((before ?? 0) | branches, 1);
    },
    next() {
      // The least level comes last, and all that leads there has been looked at.
      const component = waiting.pop();
      if (component === undefined) return undefined;
      const branches = branchesOf.get(component) ?? 0;
      count(branches, -1);
      return { component, branches };
    },
    isOne: () => sets.size <= 1,
    rest: () => waiting.map((component) => [component, branchesOf.get(component) ?? 0]),
  };
}
