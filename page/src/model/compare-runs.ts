import type { GraphView } from "../../../src/server/api-schemas.ts";
import type { DiagramPaint, EdgePaint, NodePaint } from "../diagram/paint.ts";
import { totalsByNode } from "./node-totals.ts";
import { isTimed, nameOf } from "./run-model.ts";
import type { RunModel, Visit } from "./run-model.ts";
import { stateAtEnd } from "./state-at.ts";
import { stateDiff } from "./state-diff.ts";
import type { KeyChange } from "./state-diff.ts";
import { duration } from "../data/times.ts";

/** Where two runs are seen. */
export type Side = "left" | "right" | "both";

/** The first place where two runs went apart. Null for one that did not come there. */
export interface PathDifference {
  readonly left: Visit | null;
  readonly right: Visit | null;
}

/** One step in two runs. */
export interface StepCompared {
  readonly node: string;
  readonly side: Side;
  readonly visits: readonly [number, number];
  /** Milliseconds; null in a run that tells no times. */
  readonly time: readonly [number | null, number | null];
  readonly retries: readonly [number, number];
  /** Of its visits, in their order. */
  readonly outcomes: readonly [readonly string[], readonly string[]];
  /** Whether it went on or ended otherwise, or was come to more often. Times are left out. */
  readonly differs: boolean;
}

/** What differs between two runs. */
export interface RunsCompared {
  /** Null when both went the same way. */
  readonly apart: PathDifference | null;
  /** In the order in which the left run came to them, then those of the right one alone. */
  readonly steps: readonly StepCompared[];
  /** By place in `GraphView.edges`; those that neither took are left out. */
  readonly edges: ReadonlyMap<number, Side>;
  /** Keys that differ at the end. */
  readonly keys: readonly KeyChange[];
}

function wentAlike(a: Visit, b: Visit): boolean {
  return (
    a.status === b.status &&
    a.outcome.join("\n") === b.outcome.join("\n") &&
    a.next.join("\n") === b.next.join("\n")
  );
}

/** The order in which branches beside each other ran differs by chance and is no difference. */
function firstApart(left: RunModel, right: RunModel): PathDifference | null {
  const named = new Map(right.visits.map((visit) => [nameOf(visit), visit]));
  for (const visit of left.visits) {
    const other = named.get(nameOf(visit)) ?? null;
    if (other === null || !wentAlike(visit, other)) return { left: visit, right: other };
    named.delete(nameOf(visit));
  }
  const [more] = named.values();
  return more === undefined ? null : { left: null, right: more };
}

function sideOf(left: boolean, right: boolean): Side {
  if (left && right) return "both";
  return left ? "left" : "right";
}

function stepsOf(left: RunModel, right: RunModel): readonly StepCompared[] {
  const [ours, theirs] = [totalsByNode(left.visits), totalsByNode(right.visits)];
  return [...new Set([...ours.keys(), ...theirs.keys()])].map((node): StepCompared => {
    const [one, other] = [ours.get(node), theirs.get(node)];
    const [a, b] = [one?.visits ?? [], other?.visits ?? []];
    const alike =
      a.length === b.length && a.every((visit, i) => b[i] !== undefined && wentAlike(visit, b[i]));
    return {
      node,
      side: sideOf(a.length > 0, b.length > 0),
      visits: [a.length, b.length],
      time: [isTimed(left) ? (one?.time ?? 0) : null, isTimed(right) ? (other?.time ?? 0) : null],
      retries: [one?.retries ?? 0, other?.retries ?? 0],
      outcomes: [a.flatMap(({ outcome }) => outcome), b.flatMap(({ outcome }) => outcome)],
      differs: !alike || one?.retries !== other?.retries,
    };
  });
}

function edgesOf(left: RunModel, right: RunModel): ReadonlyMap<number, Side> {
  const [ours, theirs] = [left, right].map(({ moves }) => new Set(moves.map(({ edge }) => edge)));
  const places = [...new Set([...(ours ?? []), ...(theirs ?? [])])].filter((place) => place !== -1);
  return new Map(
    places.map((place) => [place, sideOf(ours?.has(place) === true, theirs?.has(place) === true)]),
  );
}

/** Holds two runs against each other. */
export function compareRuns(left: RunModel, right: RunModel): RunsCompared {
  const keys = stateDiff(stateAtEnd(left), stateAtEnd(right));
  return {
    apart: firstApart(left, right),
    steps: stepsOf(left, right),
    edges: edgesOf(left, right),
    keys: keys.filter(({ kind }) => kind !== "same" && kind !== "rewritten"),
  };
}

/** Where something was, in words: A is the run on the left, B the one on the right. */
export const sideNames = {
  left: "A alone",
  right: "B alone",
  both: "both",
} as const satisfies Record<Side, string>;

const where = {
  left: "in run A alone",
  right: "in run B alone",
  both: "in both runs",
} as const satisfies Record<Side, string>;

function timesOf({ time }: StepCompared): string {
  if (time.every((ms) => ms === null)) return "";
  return time.map((ms) => (ms === null ? "?" : duration(ms))).join(" | ");
}

/** Two runs drawn over the diagram. */
export function paintOfBoth(compared: RunsCompared, graph: GraphView): DiagramPaint {
  const steps = new Map(compared.steps.map((step) => [step.node, step]));
  const nodes = graph.nodes.map(({ id }): [string, NodePaint] => {
    const step = steps.get(id);
    if (step === undefined) return [id, { state: "absent", note: "in neither run" }];
    const differs = step.differs && step.side === "both" ? "≠ " : "";
    const badge = (differs + (step.side === "both" ? timesOf(step) : sideNames[step.side])).trim();
    const note = `${where[step.side]}${step.differs && step.side === "both" ? ", differently" : ""}`;
    return [id, { state: step.side, ...(badge === "" ? {} : { badge }), note }];
  });
  const edges = graph.edges.map((_, place): [number, EdgePaint] => {
    const side = compared.edges.get(place);
    return [place, side === undefined ? { state: "absent" } : { state: side, note: where[side] }];
  });
  return { nodes: new Map(nodes), edges: new Map(edges) };
}
