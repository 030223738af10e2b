import type { StepDeclaration } from "../definition/step.ts";
import type { Graph } from "../graph/graph.ts";
import type { TrailLinks } from "../runtime/trail-links.ts";
import type { Trail, TrailVisit } from "../runtime/trail.ts";
import { replaces, type Write } from "../runtime/writes.ts";

/** Who may have written what a key held at a place of a run. Numbers are places in `Trail.visits`. */
export interface Writers {
  /** The latest that wrote the key: several where branches that both wrote it met, and their values were merged. */
  readonly sure: readonly number[];
  /** The latest that declare to write it, where the record does not say what a step wrote. */
  readonly perhaps: readonly number[];
  /** Earlier ones, which are the writers if none of `perhaps` is. */
  readonly earlier: readonly number[];
}

/** Looks up who wrote a key, as a step saw it when it began or as a run ended. */
export interface WriterIndex {
  /** As the visit at a place saw the key. */
  before(place: number, key: string): Writers;
  /** As the key was where the branches of the run ended. */
  atEnd(key: string): Writers;
}

/** What the index needs of a run. */
export interface WriterFacts {
  readonly trail: Pick<Trail, "visits">;
  readonly links: TrailLinks;
  readonly graph: Graph;
  /** By node id. */
  readonly steps: ReadonlyMap<string, StepDeclaration>;
}

/** What each visit saw of one key and left of it. */
interface History {
  readonly seen: readonly (Write | undefined)[];
  readonly left: readonly (Write | undefined)[];
}

/** Whether a visit wrote a key; `perhaps` when only its declaration is known. */
function wroteKey(visit: TrailVisit, declared: StepDeclaration | undefined, key: string) {
  if (visit.wrote !== null) return visit.wrote.includes(key) ? "yes" : "no";
  if (visit.stage === "skipped") return "no";
  // Before an `error` edge is taken, the engine writes which step failed, and the step's own patch is lost.
  if (visit.stage === "failed") return key === "step_error" && visit.edges.length > 0 ? "yes" : "no";
  return declared?.writes.includes(key) === true ? "perhaps" : "no";
}

/** Marks a write that was made of two others: it has no place of its own. */
const merged = -1;

/** The same pair by pair merge as the runner's, so that the same writes are found to count. */
function mergeWrites(all: readonly (Write | undefined)[], nextOrder: () => number): Write | undefined {
  let ours: Write | undefined;
  for (const theirs of all) {
    if (theirs === undefined || theirs === ours) continue;
    if (ours === undefined || replaces(theirs, ours)) ours = theirs;
    else if (!replaces(ours, theirs))
      ours = { node: merged, order: nextOrder(), value: "yes", before: undefined, replaced: [ours, theirs] };
  }
  return ours;
}

/** The visits behind a write: its own, or all whose values were merged. */
function madeOf(write: Write, seen: Set<Write> = new Set()): readonly Write[] {
  if (seen.has(write)) return [];
  seen.add(write);
  return write.node === merged ? write.replaced.flatMap((one) => madeOf(one, seen)) : [write];
}

function pastOf(writes: readonly Write[]): ReadonlySet<Write> {
  const past = new Set<Write>();
  const open = writes.flatMap(({ replaced }) => replaced);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (past.has(next)) continue;
    past.add(next);
    open.push(...next.replaced);
  }
  return past;
}

/** Where writes were made, in the order of the run. */
function placesOf(some: Iterable<Write>): readonly number[] {
  return [...new Set(Array.from(some, ({ node }) => node))]
    .filter((at) => at !== merged)
    .toSorted((a, b) => a - b);
}

function writersOf(write: Write | undefined): Writers {
  const last = write === undefined ? [] : madeOf(write);
  const perhaps = last.filter(({ value }) => value === "perhaps");
  const latest = placesOf(last);
  return {
    sure: placesOf(last.filter(({ value }) => value === "yes")),
    perhaps: placesOf(perhaps),
    earlier: placesOf(pastOf(perhaps)).filter((at) => !latest.includes(at)),
  };
}

/** The place in the diagram of the edge that led from one visit to a node. Branches are merged in this order. */
function edgeOrder(graph: Graph, { node, edges }: TrailVisit, target: string): number {
  const labels = edges.filter((edge) => edge.target === target).map(({ label }) => label);
  const drawn = graph.nodes[graph.indexOf.get(node) ?? -1];
  const found = [...(drawn?.out ?? []), ...(drawn?.errorEdge ? [drawn.errorEdge] : [])].find(
    (edge) => graph.nodes[edge.target]?.id === target && labels.includes(edge.label),
  );
  return found?.index ?? graph.edges.length;
}

function historyOf({ trail, links, graph, steps }: WriterFacts, key: string): History {
  const seen: (Write | undefined)[] = [];
  const left: (Write | undefined)[] = [];
  let order = 0;
  for (const [at, visit] of trail.visits.entries()) {
    const from = (links.from[at] ?? [])
      .flatMap((place) => {
        const source = trail.visits[place];
        return source === undefined ? [] : [{ place, edge: edgeOrder(graph, source, visit.node) }];
      })
      .toSorted((a, b) => a.edge - b.edge || a.place - b.place);
    const before = mergeWrites(
      from.map(({ place }) => left[place]),
      () => ++order,
    );
    const value = wroteKey(visit, steps.get(visit.node), key);
    seen.push(before);
    left.push(
      value === "no"
        ? before
        : {
            node: at,
            order: ++order,
            value,
            before: undefined,
            replaced: before === undefined ? [] : [before],
          },
    );
  }
  return { seen, left };
}

/** Follows keys through a run, each once, in the way in which the runner carries them from step to step. */
export function indexWriters(facts: WriterFacts): WriterIndex {
  const histories = new Map<string, History>();
  const historyFor = (key: string): History => {
    const known = histories.get(key) ?? historyOf(facts, key);
    histories.set(key, known);
    return known;
  };
  const goneOn = new Set(facts.links.from.flat());
  const ends = facts.trail.visits.map((_, at) => at).filter((at) => !goneOn.has(at));
  return {
    before: (place, key) => writersOf(historyFor(key).seen[place]),
    atEnd: (key) => {
      const { left } = historyFor(key);
      return writersOf(
        mergeWrites(
          ends.map((at) => left[at]),
          () => Number.MAX_SAFE_INTEGER,
        ),
      );
    },
  };
}
