import type { Drawing } from "./drawing.ts";
import type { DiagramPaint, EdgePaint, NodePaint } from "./paint.ts";

const worstNode = [
  "failed",
  "running",
  "retried",
  "both",
  "left",
  "right",
  "done",
  "planned",
  "absent",
] as const;
const worstEdge = ["failed", "latest", "both", "left", "right", "taken", "absent"] as const;

/** The first of `order` that is there; what was on one side and what was on the other is on both. */
function worst<S extends string>(order: readonly S[], states: ReadonlySet<S | undefined>): S | undefined {
  const first = order.find((state) => states.has(state));
  const sides = order.filter((state) => /^(left|right)$/.test(state) && states.has(state));
  return sides.length === 2 && sides.some((side) => side === first) ? order.find((s) => s === "both") : first;
}

function most(numbers: readonly (number | undefined)[]): number | undefined {
  const given = numbers.filter((number) => number !== undefined);
  return given.length === 0 ? undefined : Math.max(...given);
}

function laneNode(paints: readonly NodePaint[]): NodePaint {
  const state = worst(worstNode, new Set(paints.map((paint) => paint.state)));
  const came = paints.filter((paint) => paint.state !== undefined && !/^(absent|planned)$/.test(paint.state));
  const heat = most(paints.map((paint) => paint.heat));
  const told = `${came.length} of ${paints.length}`;
  return {
    ...(state === undefined ? {} : { state }),
    ...(heat === undefined ? {} : { heat }),
    ...(came.length === 0 ? {} : { badge: told }),
    note: `${told} steps; the worst of them is shown`,
  };
}

function joinedEdge(paints: readonly EdgePaint[]): EdgePaint {
  const state = worst(worstEdge, new Set(paints.map((paint) => paint.state)));
  const counts = paints.flatMap(({ count }) => count ?? []);
  const share = most(paints.map((paint) => paint.share));
  return {
    ...(state === undefined ? {} : { state }),
    ...(counts.length === 0 ? {} : { count: counts.reduce((a, b) => a + b, 0) }),
    ...(share === undefined ? {} : { share }),
  };
}

/** The paint of one node of the picture: its own, or for a folded lane what its steps have in common with the worst in front. */
export function nodePaint(paint: DiagramPaint, { folded, nodes }: Drawing, id: string): NodePaint {
  const own = (nodes.get(id) ?? []).map((node) => paint.nodes.get(node) ?? {});
  if (folded.has(id)) return laneNode(own);
  return own[0] ?? {};
}

/** The paint of one arrow, which may stand for several edges. */
export function edgePaint(paint: DiagramPaint, places: readonly number[]): EdgePaint {
  const own = places.map((place) => paint.edges.get(place) ?? {});
  return own.length === 1 ? (own[0] ?? {}) : joinedEdge(own);
}
