import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Reporter } from "../diagnostics/reporter.ts";
import type { Span } from "../text/source-file.ts";
import type { RegistryCode } from "./codes.ts";
import type { YamlField, YamlTree } from "../text/yaml-tree.ts";

/** The value of a `<<` key, and the place of the key. */
export interface MergeSource {
  readonly tree: YamlTree;
  readonly span: Span;
}

/** Fields with those of the merged mappings: own ones win, then the mapping that is named first. */
export function mergeFields(
  own: ReadonlyMap<string, YamlField>,
  merged: readonly MergeSource[],
  at: Reporter<RegistryCode>,
): { readonly fields: ReadonlyMap<string, YamlField>; readonly diagnostics: readonly Diagnostic[] } {
  if (merged.length === 0) return { fields: own, diagnostics: [] };
  const fields = new Map(own);
  const diagnostics: Diagnostic[] = [];
  for (const { tree, span } of merged) {
    for (const source of tree.kind === "list" ? tree.items : [tree]) {
      if (source.kind !== "map") {
        const message = "`<<` merges a mapping or a list of mappings, not anything else.";
        diagnostics.push(at("yaml-merge", span, message, { hint: "<<: *defaults" }));
        continue;
      }
      for (const [name, field] of source.fields) if (!fields.has(name)) fields.set(name, field);
    }
  }
  return { fields, diagnostics };
}
