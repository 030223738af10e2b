import type { RunModel, Visit } from "./run-model.ts";

/** Where things stand along the timeline, in its own units. */
export interface Scale {
  readonly length: number;
  /** From where to where a visit goes. */
  of(visit: Visit): readonly [number, number];
  /** The place of a moment within a visit. */
  within(visit: Visit, at: number): number;
}

/** `time`: as long as it took. `steps`: every visit as wide as any other, in the order in which they began. */
export type ScaleKind = "time" | "steps";

/** The scale of a run's timeline. */
export function scaleOf(model: RunModel, kind: ScaleKind): Scale {
  const endOf = ({ end }: Visit): number => end ?? model.length;
  if (kind === "time")
    return {
      length: Math.max(model.length, 0.001),
      of: (visit) => [visit.start, endOf(visit)],
      within: (_, at) => at,
    };
  return {
    length: Math.max(model.visits.length, 1),
    of: ({ index }) => [index, index + 1],
    within(visit, at) {
      const took = endOf(visit) - visit.start;
      return visit.index + (took > 0 ? Math.min(1, (at - visit.start) / took) : 0);
    },
  };
}

/** A bar of the timeline as it is drawn, in pixels. */
export interface Bar {
  readonly visit: Visit;
  readonly x: number;
  readonly width: number;
  /** Where attempts failed. */
  readonly ticks: readonly number[];
}

/** The least width of a bar. */
const leastWidth = 2;

/** The bars of a row between two places, in pixels. Of several on the same pixel the slowest or a failed one stands for all. */
export function barsBetween(
  visits: readonly Visit[],
  scale: Scale,
  { pixels, from, to }: { readonly pixels: number; readonly from: number; readonly to: number },
): readonly Bar[] {
  const bars: Bar[] = [];
  for (const visit of visits) {
    const [start, end] = scale.of(visit).map((place) => place * pixels);
    if (start === undefined || end === undefined || end < from || start > to) continue;
    const width = Math.max(leastWidth, end - start);
    const before = bars.at(-1);
    const covered = before !== undefined && start - before.x < 1 && width <= leastWidth;
    if (covered && visit.status !== "failed" && visit.retries.length === 0) continue;
    const ticks = visit.retries.map(({ at }) => scale.within(visit, at) * pixels);
    bars.push({ visit, x: start, width, ticks });
  }
  return bars;
}
