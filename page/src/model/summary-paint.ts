import { counted, duration } from "../data/times.ts";
import type { DiagramPaint, EdgePaint, NodePaint } from "../diagram/paint.ts";
import type { EdgeRow, StepRow } from "./summary-rows.ts";
import { retriesTold } from "./told.ts";

/** A share as people read it: `0 %`, `< 1 %`, `12 %`. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return "< 1 %";
  return share < 1 && share > 0.99 ? "> 99 %" : `${Math.round(share * 100)} %`;
}

function noteOf(row: StepRow): string {
  const { visits, p50_ms, p95_ms, errors, errorShare, retries, outcomes } = row;
  return [
    counted(visits, "visit"),
    ...(p50_ms === null || p95_ms === null
      ? []
      : [`half within ${duration(p50_ms)}, 95 % within ${duration(p95_ms)}`]),
    ...outcomes.map(({ outcome, share }) => `${outcome} ${percent(share)}`),
    ...(errors > 0 ? [`failed ${counted(errors, "time")}, ${percent(errorShare)}`] : []),
    ...(retries > 0 ? [retriesTold(retries)] : []),
  ].join("; ");
}

function badgeOf({ p95_ms, errorShare, retries }: StepRow): string {
  return [
    ...(p95_ms === null ? [] : [`p95 ${duration(p95_ms)}`]),
    ...(errorShare > 0 ? [`${percent(errorShare)} failed`] : []),
    ...(retries > 0 ? [`↻${retries}`] : []),
  ].join(" · ");
}

function nodePaint(row: StepRow, slowest: number): NodePaint {
  if (row.visits === 0)
    return row.planned
      ? { state: "planned", note: "planned, not made yet; no run came here" }
      : { state: "absent", note: "no run came here" };
  const { errors, retries, p95_ms } = row;
  return {
    state: errors > 0 ? "failed" : retries > 0 ? "retried" : "done",
    heat: slowest === 0 ? 0 : (p95_ms ?? 0) / slowest,
    badge: badgeOf(row),
    note: noteOf(row),
  };
}

function edgePaint({ count, share, error }: EdgeRow): EdgePaint {
  if (count === 0) return { state: "absent", note: "never taken" };
  return {
    state: error ? "failed" : "taken",
    count,
    ...(share < 1 ? { text: `×${count} · ${percent(share)}` } : {}),
    share,
    note: `taken ${counted(count, "time")}, ${percent(share)} of all that left its source`,
  };
}

/** Many runs drawn over the diagram: widths of edges by share, heat by the 95th of a hundred visits. */
export function summaryPaint(steps: readonly StepRow[], edges: readonly EdgeRow[]): DiagramPaint {
  const slowest = Math.max(0, ...steps.map(({ p95_ms }) => p95_ms ?? 0));
  return {
    nodes: new Map(steps.map((row) => [row.node, nodePaint(row, slowest)])),
    edges: new Map(edges.map((row) => [row.edge, edgePaint(row)])),
  };
}
