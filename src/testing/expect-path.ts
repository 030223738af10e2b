import { AssertionError } from "node:assert";
import type { RunEvent } from "../runtime/events.ts";

/** A run whose path can be looked at: what `runStep`, `runLane` and `run(…).done` give, and a run rebuilt from a log. */
export interface RunWithPath {
  /** Node ids, or visits with theirs, in the order of completion. */
  readonly path: readonly (string | { readonly node: string; readonly outcome: Outcome })[];
  readonly status?: string | undefined;
  readonly error?: { readonly code: string; readonly message: string } | undefined;
  /** Where the outcomes are found when `path` has only names. */
  readonly events?: readonly RunEvent[] | undefined;
}

type Outcome = string | readonly string[] | null;

interface Taken {
  readonly node: string;
  readonly outcome: Outcome;
}

function takenOf({ path, events = [] }: RunWithPath): readonly Taken[] {
  const finished = events.flatMap((event): Taken[] => {
    if (event.type === "step-completed") return [{ node: event.node, outcome: event.outcome }];
    return event.type === "step-failed" ? [{ node: event.node, outcome: "error" }] : [];
  });
  return path.map((entry) => {
    if (typeof entry !== "string") return entry;
    // Visits of one node come in the same order in both lists.
    const at = finished.findIndex(({ node }) => node === entry);
    return { node: entry, outcome: at === -1 ? null : (finished.splice(at, 1)[0]?.outcome ?? null) };
  });
}

function shown({ node, outcome }: Taken): string {
  return outcome === null ? node : `${node} → ${[outcome].flat().join(" + ")}`;
}

/** How many steps are shown before and after the first difference. */
const context = 3;

function difference(taken: readonly Taken[], expected: readonly string[], at: number): string {
  const [went, wanted] = [taken[at], expected[at]];
  const before = taken[at - 1];
  const where = before === undefined ? "at its start" : `after \`${shown(before)}\``;
  if (went === undefined) return `The run ended ${where}, and \`${wanted ?? ""}\` was expected next.`;
  if (wanted === undefined)
    return `The run went on to \`${went.node}\` ${where}, and was expected to end there.`;
  return `The run went to \`${went.node}\` ${where}, and \`${wanted}\` was expected.`;
}

function around(taken: readonly Taken[], expected: readonly string[], at: number): readonly string[] {
  const first = Math.max(0, at - context);
  return [
    ...(first > 0 ? [`    … ${first} more`] : []),
    ...taken.slice(first, at).map((one) => `    ${shown(one)}`),
    ...expected.slice(at, at + context).map((node) => `  - ${node}`),
    ...taken.slice(at, at + context).map((one) => `  + ${shown(one)}`),
  ];
}

/**
 * Asserts that a run took exactly these steps, in the order of completion. Throws an `AssertionError` that names the first
 * difference, with the outcomes that led there and the error of a run that failed.
 */
export function expectPath(run: RunWithPath, expected: readonly string[]): void {
  const taken = takenOf(run);
  const length = Math.max(taken.length, expected.length);
  const at = Array.from({ length }, (_, place) => place).find(
    (place) => taken[place]?.node !== expected[place],
  );
  if (at === undefined) return;
  const { error, status } = run;
  const ended =
    error === undefined
      ? status === undefined
        ? []
        : [`The run ${status}.`]
      : [`The run ${status ?? "failed"}: [${error.code}] ${error.message}`];
  throw new AssertionError({
    message: [difference(taken, expected, at), "", ...around(taken, expected, at), "", ...ended]
      .join("\n")
      .trimEnd(),
    actual: taken.map(({ node }) => node),
    expected: [...expected],
    operator: "expectPath",
    // The trace begins at the test, not in here.
    stackStartFn: expectPath,
  });
}
