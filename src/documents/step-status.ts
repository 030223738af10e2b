import type { StepRow } from "./step-row.ts";

export type StatusKind = "implemented" | "not-exercised" | "not-reachable" | "missing" | "deprecated";

/** How far a step is, and the facts that say so. */
export interface StepStatus {
  readonly kind: StatusKind;
  readonly why: string;
  /** What would bring it to the best status; null when nothing is left to do. */
  readonly next: string | null;
}

/** Each status as documents show it, from best to worst. */
export const statusTexts: Readonly<Record<StatusKind, string>> = {
  implemented: "✅ implemented and wired",
  "not-exercised": "🟡 not fully exercised",
  "not-reachable": "🔌 not reachable",
  missing: "❌ missing",
  deprecated: "⚪ deprecated",
};

/** Judges a step by diagram, registry, code, tests and recorded runs: nothing is guessed from names that are alike. */
export function statusOf(row: Omit<StepRow, "status">, reachable: boolean): StepStatus {
  const { entry, node, definition, ownTests, otherTests, untaken } = row;
  const { status } = entry;
  const id = entry.node_id;
  if (status.kind === "deprecated")
    return { kind: "deprecated", why: `since ${status.date}: ${status.reason}`, next: null };
  if (definition === null)
    return {
      kind: "missing",
      why:
        status.kind === "planned" ? "planned: drawn and not written yet" : "no handler of this node exists",
      next: `write the handler of \`${id}\``,
    };
  if (node === null || !reachable)
    return {
      kind: "not-reachable",
      why: node === null ? "written, but not drawn" : "no path of the diagram leads from an entry to it",
      next: `ragstep connect <from> ${id}`,
    };
  if (ownTests.length === 0)
    return {
      kind: "not-exercised",
      why:
        otherTests.length === 0 ? "no test names it" : "other tests name it, and no test is called after it",
      next: `write \`${id}.test.ts\``,
    };
  if (untaken.length > 0)
    return {
      kind: "not-exercised",
      why: `no recorded run takes ${untaken.map((way) => `\`${way}\``).join(", ")}`,
      next: "record a request that goes there: `ragstep record <request.json>`",
    };
  return {
    kind: "implemented",
    why: "its handler is loaded, an entry leads to it, and a test of its own exists",
    next: null,
  };
}
