import type { EntryValues } from "./entry-schema.ts";

const fields: Readonly<Record<keyof EntryValues, true>> = {
  step: true,
  id: true,
  node_id: true,
  node_label: true,
  type: true,
  category: true,
  nodes: true,
  code_owner: true,
  status: true,
  timeout_ms: true,
  retry: true,
  max_visits: true,
  flag: true,
  flag_default: true,
  idempotent: true,
};

/** The fields that an entry may have. */
export const entryFields: ReadonlySet<string> = new Set(Object.keys(fields));

/** The fields of those fields that are mappings. */
export const innerFields: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["retry", new Set(["attempts", "backoff_ms", "factor", "jitter"])],
  ["status", new Set(["kind", "date", "reason"])],
]);
