import { componentsOf, targetsOf } from "./components.ts";
import type { Components } from "./components.ts";
import { createFrontier } from "./fork-frontier.ts";
import type { Frontier } from "./fork-frontier.ts";
import type { Graph, GraphNode } from "./graph.ts";
import { reachability } from "./reachability.ts";
import type { Reachability } from "./reachability.ts";

/** A place that branches of a fork come to before all of them have met: a node, or the nodes of one loop. */
export interface ForkPlace {
  readonly nodes: readonly number[];
  readonly cyclic: boolean;
  /** The fork's branches that can come there, as bits in the order of its edges; from the 32nd on they share bits. */
  readonly branches: number;
  /** The nodes at which branches come in, each with the branches that do. */
  readonly doors: ReadonlyMap<number, number>;
}

/** What somebody looks for behind forks. */
export interface ForkVisitor {
  /** What is of interest at a node, as bits; the meaning of each bit is the visitor's. */
  interest(node: number, cyclic: boolean): number;
  /** Called for each place, the ones near to the fork first; returns the bits that need not be looked for any further. */
  visit(fork: GraphNode, place: ForkPlace): number;
  /**
   * Called before a fork with more branches than bits is walked once more, with other branches sharing a bit: what was
   * known of branches is void. Without it each fork is walked once, and branches that share a bit are not told apart.
   */
  again?(): void;
}

/** Bits of a number that are safe to shift. */
const bitCount = 31;

const noDoors: ReadonlyMap<number, number> = new Map<number, number>();

interface Walk {
  readonly graph: Graph;
  readonly components: Components;
  readonly members: readonly (readonly number[])[];
  /** For each component what is of interest at it, and at it or behind it. */
  readonly here: Int32Array;
  readonly behind: Int32Array;
  /** Length of the longest way to each component: greater than for all that lead to it, and near to it where it can be. */
  readonly levels: Int32Array;
  readonly reach: Reachability;
  readonly visitor: ForkVisitor;
}

type Waiting = ReturnType<Frontier["rest"]>;

/** More components than these are not compared with each other; the walk just goes on. */
const comparable = 32;

/**
 * The bits that can still be met on two branches: what has been `seen` on each of them, and what is before each of them
 * up to the place where all meet. A component gets the branches of all that can come to it, however far away they are.
 */
function stillOpen(waiting: Waiting, seen: readonly number[], walk: Walk): number {
  const { components, members, here, behind, levels, reach } = walk;
  const all = seen.reduce((bits, _, branch) => bits | (1 << branch), 0);
  const comesTo = (from: number, to: number): boolean =>
    (levels[from] ?? 0) < (levels[to] ?? 0) &&
    reach.canReach(members[from]?.[0] ?? -1, members[to]?.[0] ?? -1);
  const expected = [...seen];
  for (const [component, branches] of waiting) {
    let final = branches;
    for (const [other, more] of waiting)
      if ((final | more) !== final && comesTo(other, component)) final |= more;
    // Behind the place where all meet nothing is side by side; a loop can be entered at different nodes first.
    const rest = final !== all ? behind : components.cyclic[component] === 1 ? here : null;
    if (rest === null) continue;
    for (const branch of expected.keys())
      if ((final & (1 << branch)) !== 0) expected[branch] = (expected[branch] ?? 0) | (rest[component] ?? 0);
  }
  let once = 0;
  let twice = 0;
  for (const bits of expected) {
    twice |= once & bits;
    once |= bits;
  }
  return twice;
}

/** Edges lead from greater to smaller numbers, so one pass downwards sees all that leads to a component first. */
function levelsOf({ count, successors }: Components): Int32Array {
  const levels = new Int32Array(count);
  for (let component = count - 1; component >= 0; component--)
    for (const next of successors[component] ?? [])
      levels[next] = Math.max(levels[next] ?? 0, (levels[component] ?? 0) + 1);
  return levels;
}

/** The nodes of a loop that the others waiting can come in at. */
function doorsAhead(loop: number, waiting: Waiting, walk: Walk): readonly number[] {
  const { graph, components, members, levels, reach } = walk;
  if (components.cyclic[loop] !== 1) return [];
  const level = levels[loop] ?? 0;
  const others = waiting.filter(([other]) => (levels[other] ?? 0) < level);
  if (others.length === 0) return [];
  const leadsTo = (source: number): boolean =>
    components.of[source] !== loop &&
    others.some(
      ([other]) => components.of[source] === other || reach.canReach(members[other]?.[0] ?? -1, source),
    );
  return (members[loop] ?? []).filter((node) => graph.nodes[node]?.in.some(({ source }) => leadsTo(source)));
}

/** One walk along all branches; `bitOf` tells the bit of each edge, and `wanted` what is still looked for. Returns what is left of it. */
function walkOnce(fork: GraphNode, walk: Walk, bitOf: (edge: number) => number, wanted: number): number {
  const { graph, components, members, here, visitor } = walk;
  const frontier = createFrontier(walk.levels);
  const doorsOf = new Map<number, Map<number, number>>();
  const seen = fork.out.slice(0, bitCount).map(() => 0);
  let open = wanted;

  function enter(node: number, branches: number): void {
    const component = components.of[node] ?? -1;
    // A loop through the fork itself: all its nodes can see all branches.
    if (component === components.of[fork.index]) return;
    const doors = doorsOf.get(component) ?? new Map<number, number>();
    doors.set(node, (doors.get(node) ?? 0) | branches);
    doorsOf.set(component, doors);
    frontier.enter(component, branches);
  }
  function look(component: number, branches: number): void {
    const nodes = members[component] ?? [];
    const doors = doorsOf.get(component) ?? noDoors;
    const cyclic = components.cyclic[component] === 1;
    open &= ~visitor.visit(fork, { nodes, cyclic, branches, doors });
    for (const branch of seen.keys())
      if ((branches & (1 << branch)) !== 0) seen[branch] = (seen[branch] ?? 0) | (here[component] ?? 0);
  }

  for (const [at, edge] of fork.out.entries()) enter(edge.target, 1 << bitOf(at));
  // Once one branch is left, or all have met, nothing happens side by side any more.
  for (let steps = 0, next = 0; !frontier.isOne(); steps++) {
    // Asked after 0, 1, 2, 4, 8, … steps: the answer costs more than a step.
    if (steps === next) {
      next = Math.max(1, next * 2);
      const waiting = frontier.rest();
      if (waiting.length <= comparable && (stillOpen(waiting, seen, walk) & open) === 0) return open;
    }
    const found = frontier.next();
    if (found === undefined) return open;
    look(found.component, found.branches);
    for (const node of members[found.component] ?? [])
      for (const target of targetsOf(graph, node))
        if (components.of[target] !== found.component) enter(target, found.branches);
  }
  const rest = frontier.rest();
  for (const [component, branches] of rest) {
    // What is left may still lead into a loop that is left, by other doors than those known by now.
    for (const door of rest.length <= comparable ? doorsAhead(component, rest, walk) : [])
      enter(door, branches);
    look(component, branches);
  }
  return open;
}

/** Two branches differ in one digit at least, so of walks with a bit for each digit one tells them apart. */
function walkFork(fork: GraphNode, walk: Walk): void {
  const { visitor } = walk;
  let open = walkOnce(fork, walk, (edge) => edge % bitCount, -1);
  if (visitor.again === undefined) return;
  for (let place = bitCount; place < fork.out.length; place *= bitCount) {
    visitor.again();
    open = walkOnce(fork, walk, (edge) => Math.floor(edge / place) % bitCount, open);
  }
}

/**
 * Goes from each fork (a step that decides nothing and has several edges out) along its branches until they have met,
 * or until nothing that is of interest can meet any more.
 */
export function walkForks(graph: Graph, visitor: ForkVisitor): void {
  const forks = graph.nodes.filter(({ kind, out }) => kind !== "decision" && out.length > 1);
  if (forks.length === 0) return;
  const components = componentsOf(graph);
  const members: number[][] = Array.from({ length: components.count }, () => []);
  for (const [node, component] of components.of.entries()) members[component]?.push(node);
  const here = new Int32Array(components.count);
  const behind = new Int32Array(components.count);
  for (const [component, nodes] of members.entries()) {
    let bits = 0;
    for (const node of nodes) bits |= visitor.interest(node, components.cyclic[component] === 1);
    here[component] = bits;
    for (const next of components.successors[component] ?? []) bits |= behind[next] ?? 0;
    behind[component] = bits;
  }
  const levels = levelsOf(components);
  const walk = { graph, components, members, here, behind, levels, reach: reachability(graph), visitor };
  for (const fork of forks) walkFork(fork, walk);
}
