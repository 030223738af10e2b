import type { MaskedValue } from "../../../src/server/runs/run-store.ts";
import { jsonDiff } from "./json-diff.ts";
import type { JsonChange } from "./json-diff.ts";
import type { StateAt } from "./state-at.ts";

/** How a key stands in two states. */
export interface KeyChange {
  readonly key: string;
  /** `rewritten`: written anew, and the same as far as can be seen. */
  readonly kind: "added" | "changed" | "removed" | "rewritten" | "same";
  /** Null when it was not there. */
  readonly before: MaskedValue | null;
  readonly after: MaskedValue | null;
  /** The places inside that differ; empty where the values are not both seen. */
  readonly parts: readonly JsonChange[];
}

/** Whether the two differ for all that can be seen of them. */
function differ(before: MaskedValue, after: MaskedValue, parts: readonly JsonChange[]): boolean {
  if (before.kind === "masked" && after.kind === "masked")
    return before.type !== after.type || before.size !== after.size;
  return before.kind !== after.kind || parts.length > 0;
}

function changeOf(
  key: string,
  before: MaskedValue | null,
  after: MaskedValue | null,
  written: boolean,
): KeyChange {
  if (before === null || after === null)
    return { key, kind: before === null ? "added" : "removed", before, after, parts: [] };
  const seen = before.kind === "value" && after.kind === "value";
  const parts = seen ? jsonDiff(before.value, after.value) : [];
  const same = written ? "rewritten" : "same";
  return { key, kind: differ(before, after, parts) ? "changed" : same, before, after, parts };
}

/** Each key of either state, by name. */
export function stateDiff(before: StateAt, after: StateAt): readonly KeyChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return keys.map((key) => {
    const [one, other] = [before.get(key), after.get(key)];
    return changeOf(key, one?.value ?? null, other?.value ?? null, one?.by !== other?.by);
  });
}
