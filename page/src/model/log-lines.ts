import type { GraphView } from "../../../src/server/api-schemas.ts";
import { logLineHead, logLineText } from "../../../src/runtime/log-line.ts";
import { isTimed } from "./run-model.ts";
import type { LoggedAttrs, RunModel, Visit } from "./run-model.ts";

/** A line of the run's log. */
export interface RunLogLine {
  /** Place of the visit that it tells of. */
  readonly visit: number;
  readonly node: string;
  /** Milliseconds since the run began; null where no times are told. */
  readonly at: number | null;
  readonly level: "info" | "warn" | "error";
  /** The text of the line; null where the record does not tell its attributes. */
  readonly text: string | null;
}

type OfStep = Pick<Visit, "node" | "step">;

function textOf({ node, step }: OfStep, attrs: LoggedAttrs, graph: GraphView): string | null {
  if (attrs === null) return null;
  const known = graph.nodes.find(({ id }) => id === node);
  return logLineText(
    logLineHead({ step, stepId: known?.step_id ?? node, label: known?.label ?? node }),
    attrs,
  );
}

/** The very line that the visit left in the log when it ended; null before that, or where the record does not tell it. */
export function logLineOf(visit: Visit, graph: GraphView): string | null {
  return textOf(visit, visit.attrs, graph);
}

/** All lines of a run in the order in which they were logged. */
export function logLinesOf(model: RunModel, graph: GraphView): readonly RunLogLine[] {
  const timed = isTimed(model);
  const lines = model.visits.flatMap((visit) => {
    const { index, node } = visit;
    const retries = visit.retries.map(({ attrs, at, n }) => {
      const text = textOf(visit, attrs, graph);
      return { n, line: { visit: index, node, at: timed ? at : null, level: "warn" as const, text } };
    });
    if (visit.last === null || visit.end === null) return retries;
    const level = visit.status === "failed" ? ("error" as const) : ("info" as const);
    const text = logLineOf(visit, graph);
    return [
      ...retries,
      { n: visit.last, line: { visit: index, node, at: timed ? visit.end : null, level, text } },
    ];
  });
  return lines.toSorted((a, b) => a.n - b.n).map(({ line }) => line);
}
