import type { Registry, RegistryEntry } from "../registry/entry.ts";
import type { Change } from "./change.ts";
import { fieldChange, wholeChange } from "./compare-drawing.ts";

const text = (value: string | number | boolean | undefined): string | null =>
  value === undefined ? null : String(value);

function retryText({ retry }: RegistryEntry): string | null {
  if (retry === undefined) return null;
  const { attempts, backoff_ms, factor, jitter } = retry;
  return `${attempts} attempts, ${backoff_ms} ms × ${factor}${jitter === 0 ? "" : ` ± ${jitter}`}`;
}

function statusText({ status }: RegistryEntry): string {
  return status.kind === "deprecated" ? `deprecated ${status.date}: ${status.reason}` : status.kind;
}

/** What the runner goes by. */
const policies: readonly (readonly [field: string, of: (entry: RegistryEntry) => string | null])[] = [
  ["status", statusText],
  ["timeout_ms", ({ timeout_ms }) => text(timeout_ms)],
  ["retry", retryText],
  ["max_visits", ({ max_visits }) => text(max_visits)],
  ["flag", ({ flag }) => text(flag)],
  ["flag_default", ({ flag_default }) => text(flag_default)],
  ["idempotent", ({ idempotent }) => text(idempotent)],
];

const facts: typeof policies = [
  ["step", ({ step }) => text(step)],
  ["id", ({ id }) => id],
  ["node_id", ({ node_id }) => node_id],
  ["node_label", ({ node_label }) => node_label],
  ["type", ({ type }) => type],
  ["category", ({ category }) => category],
  ["nodes", ({ nodes }) => nodes.join(", ")],
  ["code_owner", ({ code_owner }) => text(code_owner)],
];

const byId = ({ id }: RegistryEntry): string => id;
const byStep = ({ step }: RegistryEntry): number => step;
const byNode = ({ node_id }: RegistryEntry): string => node_id;

function pairs(before: Registry, after: Registry): ReadonlyMap<RegistryEntry, RegistryEntry> {
  const found = new Map<RegistryEntry, RegistryEntry>();
  const taken = new Set<RegistryEntry>();
  for (const keyOf of [byId, byStep, byNode]) {
    const open = new Map<string | number, RegistryEntry>();
    for (const entry of before.entries)
      if (!taken.has(entry) && !open.has(keyOf(entry))) open.set(keyOf(entry), entry);
    for (const entry of after.entries) {
      const old = open.get(keyOf(entry));
      if (old === undefined || found.has(entry) || taken.has(old)) continue;
      found.set(entry, old);
      taken.add(old);
    }
  }
  return found;
}

/** Entries added, removed and changed. What the drawing has told already (a new label, type or name) is not said twice. */
export function registryChanges(
  before: Registry,
  after: Registry,
  drawn: readonly Change[],
): readonly Change[] {
  const told = (subject: string, field: string, was: string | null, is: string | null): boolean =>
    drawn.some(
      (change) =>
        change.subject === subject &&
        change.before === was &&
        change.after === is &&
        (change.field === field || `node_${change.field}` === field || change.field === "node_id"),
    );
  const matched = pairs(before, after);
  const changes: Change[] = [];
  for (const entry of after.entries) {
    const old = matched.get(entry);
    const name = entry.node_id;
    if (old === undefined) {
      changes.push(wholeChange("registry", "added", name, `${entry.step} ${entry.id}`));
      for (const [field, of] of policies)
        if (of(entry) !== null && of(entry) !== "active")
          changes.push(...fieldChange("policy", name, field, null, of(entry)));
      continue;
    }
    for (const [field, of] of policies)
      changes.push(...fieldChange("policy", name, field, of(old), of(entry)));
    for (const [field, of] of facts)
      if (!told(name, field, of(old), of(entry)))
        changes.push(...fieldChange("registry", name, field, of(old), of(entry)));
  }
  const kept = new Set(matched.values());
  for (const entry of before.entries)
    if (!kept.has(entry))
      changes.push(wholeChange("registry", "removed", entry.node_id, `${entry.step} ${entry.id}`));
  return changes;
}
