import type { Location } from "../diagnostics/diagnostic.ts";
import type { Registry, RegistryEntry } from "../registry/entry.ts";

/** Where a field of an entry is written; where the entry begins, when it has no such field. */
export function entryPlace({ file }: Registry, entry: RegistryEntry, field: string): Location {
  return { file, span: entry.fieldSpans[field] ?? entry.fieldSpans["step"] ?? entry.span };
}

/** The entries whose steps may still be drawn. */
export function currentEntries({ entries }: Registry): readonly RegistryEntry[] {
  return entries.filter(({ status }) => status.kind !== "deprecated");
}
