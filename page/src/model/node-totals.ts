import type { Visit } from "./run-model.ts";

/** What a node's visits come to together. */
export interface NodeTotal {
  readonly node: string;
  readonly visits: readonly Visit[];
  /** Milliseconds, of the visits that have ended. */
  readonly time: number;
  readonly retries: number;
}

/** The visits by node, in the order of the first visit of each. */
export function totalsByNode(visits: readonly Visit[]): ReadonlyMap<string, NodeTotal> {
  const grouped = Map.groupBy(visits, ({ node }) => node);
  return new Map(
    [...grouped].map(([node, own]) => [
      node,
      {
        node,
        visits: own,
        time: own.reduce((sum, { latency }) => sum + (latency ?? 0), 0),
        retries: own.reduce((sum, { retries }) => sum + retries.length, 0),
      },
    ]),
  );
}

/** The longest time of any. */
export function slowestOf(totals: Iterable<NodeTotal>): number {
  let slowest = 0;
  for (const { time } of totals) slowest = Math.max(slowest, time);
  return slowest;
}
