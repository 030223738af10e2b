import type { GraphView } from "../../../src/server/api-schemas.ts";
import type { DiagramPaint, EdgePaint, NodePaint } from "../diagram/paint.ts";
import { slowestOf, totalsByNode } from "./node-totals.ts";
import type { NodeTotal } from "./node-totals.ts";
import { isTimed } from "./run-model.ts";
import type { Move, RunModel } from "./run-model.ts";
import { counted, duration } from "../data/times.ts";
import { retriesTold } from "./told.ts";

/** The moves that led to where the run stands: all of them at the end, else those into the visits up to `upTo`. */
export function movesUpTo(model: RunModel, upTo: number | null): readonly Move[] {
  return upTo === null ? model.moves : model.moves.filter(({ to }) => to !== null && to <= upTo);
}

function stateOf(total: NodeTotal, planned: boolean): NodePaint["state"] {
  if (total.visits.some(({ status }) => status === "running")) return "running";
  if (total.visits.some(({ status }) => status === "failed")) return "failed";
  if (total.retries > 0) return "retried";
  return planned ? "planned" : "done";
}

/** `share`: of the time of the slowest step; null where no times are told. */
function noteOf(total: NodeTotal, share: number | null): string {
  const outcomes = [...new Set(total.visits.flatMap(({ outcome }) => outcome))];
  const error = total.visits.findLast((visit) => visit.error !== null)?.error ?? null;
  return [
    counted(total.visits.length, "visit"),
    ...(share === null ? [] : [`${duration(total.time)}, ${Math.round(share * 100)} % of the slowest step`]),
    ...(outcomes.length > 0 ? [`outcome ${outcomes.join(", ")}`] : []),
    ...(total.retries > 0 ? [retriesTold(total.retries)] : []),
    ...(error === null ? [] : [`${error.code}: ${error.message}`]),
    ...(total.visits.every(({ status }) => status === "skipped") ? ["passed through, its flag is off"] : []),
  ].join("; ");
}

function badgeOf(total: NodeTotal, timed: boolean): string {
  const { visits, retries, time } = total;
  if (visits.some(({ status }) => status === "running")) return "…";
  return [
    ...(timed ? [duration(time)] : []),
    ...(visits.length > 1 ? [`${visits.length}×`] : []),
    ...(retries > 0 ? [`↻${retries}`] : []),
    ...(visits.some(({ status }) => status === "failed") ? ["failed"] : []),
  ].join(" · ");
}

function nodesOf(model: RunModel, graph: GraphView, upTo: number | null): DiagramPaint["nodes"] {
  const totals = totalsByNode(upTo === null ? model.visits : model.visits.slice(0, upTo + 1));
  // Of the whole run, so that colours stay while one steps through it.
  const slowest = slowestOf(totalsByNode(model.visits).values());
  const timed = isTimed(model);
  const paint = graph.nodes.map(({ id, status }): [string, NodePaint] => {
    const total = totals.get(id);
    if (total === undefined)
      return status === "planned"
        ? [id, { state: "planned", note: "planned, not made yet; the run did not come here" }]
        : [id, { state: "absent", note: "the run did not come here" }];
    const share = !timed ? null : slowest === 0 ? 0 : total.time / slowest;
    const badge = badgeOf(total, timed);
    const state = stateOf(total, status === "planned") ?? "done";
    return [
      id,
      {
        state,
        ...(share === null ? {} : { heat: share }),
        ...(badge === "" ? {} : { badge }),
        note: noteOf(total, share),
      },
    ];
  });
  return new Map(paint);
}

function edgesOf(model: RunModel, graph: GraphView, upTo: number | null): DiagramPaint["edges"] {
  const moves = movesUpTo(model, upTo);
  const taken = Map.groupBy(moves, ({ edge }) => edge);
  // Standing at a visit, the latest edges are those that led there: several where branches met.
  const latest = new Set(upTo === null ? moves.slice(-1) : moves.filter(({ to }) => to === upTo));
  const paint = graph.edges.map(({ kind }, place): [number, EdgePaint] => {
    const own = taken.get(place) ?? [];
    if (own.length === 0) return [place, { state: "absent" }];
    const isLatest = own.some((move) => latest.has(move));
    const passed = kind === "error" ? ("failed" as const) : ("taken" as const);
    return [
      place,
      {
        state: isLatest ? "latest" : passed,
        count: own.length,
        note: `taken ${counted(own.length, "time")}${isLatest ? ", the latest" : ""}`,
      },
    ];
  });
  return new Map(paint);
}

/** What a run draws over the diagram when it stands at the visit `upTo`; null: at its end, or as far as it is. */
export function paintOfRun(model: RunModel, graph: GraphView, upTo: number | null): DiagramPaint {
  return { nodes: nodesOf(model, graph, upTo), edges: edgesOf(model, graph, upTo) };
}
