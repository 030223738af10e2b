import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source-file.ts";
import { applyEdits, withoutOverlaps } from "../text/text-edit.ts";
import type { Facts } from "./facts.ts";
import type { Edit } from "./rule.ts";
import { rules } from "./rules.ts";

/** A file as it is and as it should be. `path` is as messages show it. */
export interface FixedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** The repairs of all diagnostics that have one right answer, by file, in the order of paths. Nothing is written. */
export function fixesOf(diagnostics: readonly Diagnostic[], facts: Facts): readonly FixedFile[] {
  const ruleOf = new Map(rules.map((rule) => [rule.code, rule]));
  const byPath = new Map<string, { readonly file: SourceFile; readonly edits: Edit[] }>();
  for (const diagnostic of diagnostics) {
    for (const edit of ruleOf.get(diagnostic.code)?.fix?.(diagnostic, facts) ?? []) {
      const known = byPath.get(edit.file.path);
      if (known === undefined) byPath.set(edit.file.path, { file: edit.file, edits: [edit] });
      else known.edits.push(edit);
    }
  }
  return [...byPath]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { file, edits }]) => {
      // Two repairs of one place: the first now, the other when the check runs again on its result.
      return { path, before: file.text, after: applyEdits(file.text, withoutOverlaps(edits)) };
    })
    .filter(({ before, after }) => before !== after);
}
