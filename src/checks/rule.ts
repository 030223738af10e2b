import type { Diagnostic, Location, RelatedLocation, Severity } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "../text/source-file.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { Facts, Part } from "./facts.ts";

/** An edit of a file, as it was when it was read. */
export interface Edit extends TextEdit {
  readonly file: SourceFile;
}

/** One thing that a check proves. Each is a file `rules/<code>.ts` with fixtures and a page of documentation. */
export interface Rule {
  /** Permanent, kebab-case; every diagnostic of the rule has it. */
  readonly code: string;
  /** Unless the configuration says otherwise; a fatal rule cannot be lowered, and the others cannot become fatal. */
  readonly severity: Severity;
  /** A few words, the heading of the rule in the docs. */
  readonly title: string;
  /** Without one of these the rule is skipped, and counted as skipped. */
  readonly needs: readonly Part[];
  /** `last`: looks at what the ignore comments have hidden, so it runs when all others have. */
  readonly phase?: "last";
  /** Pure and linear in the size of the project; may give its diagnostics in any order. */
  check(facts: Facts): readonly Diagnostic[];
  /** The edits that repair one of its diagnostics; absent where more than one answer is right. */
  fix?(diagnostic: Diagnostic, facts: Facts): readonly Edit[];
}

/** Types a rule: `export default rule({ code: "label-differs", … })`. */
export function rule(definition: Rule): Rule {
  return definition;
}

/** The `check` of a rule whose mistakes are found while the files are read and linked, because the runner refuses them too. */
export function foundWhileLoading(code: string): (facts: Facts) => readonly Diagnostic[] {
  return ({ loaded }) => loaded.get(code) ?? [];
}

/** Makes diagnostics of one rule, which the rule itself is spread from: `const report = reporterFor(about);`. */
export function reporterFor({ code, severity }: Pick<Rule, "code" | "severity">) {
  return (
    location: Location | undefined,
    message: string,
    details: { readonly hint: string; readonly related?: readonly RelatedLocation[] },
  ): Diagnostic => ({ code, severity, message, location, ...details });
}
