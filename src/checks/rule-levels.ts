import type { CodeInfo, Diagnostic } from "../diagnostics/diagnostic.ts";
import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { RuleLevels } from "../project/config.ts";

/**
 * Makes sure that a configuration names rules that exist and may be set. Throws a `UsageError` for an unknown code and
 * for a fatal one: what cannot be executed without guessing stays fatal.
 */
export function checkLevels(levels: RuleLevels, codes: ReadonlyMap<string, CodeInfo>): void {
  for (const code of Object.keys(levels)) {
    const found = codes.get(code);
    if (found === undefined) {
      throw new UsageError(
        "config-invalid",
        `\`rules\` of the configuration names \`${code}\`, which is no rule.${didYouMean(code, codes.keys())}`,
        { hint: 'rules: { "label-differs": "warning" },' },
      );
    }
    if (found.severity === "fatal") {
      throw new UsageError(
        "config-invalid",
        `\`rules\` of the configuration sets \`${code}\`, which is fatal: such a diagram cannot be run, so it cannot be allowed.`,
        { hint: `remove \`${code}\` from \`rules\`` },
      );
    }
  }
}

/** The diagnostics of one rule at the level that is configured for it. */
export function atLevel(
  diagnostics: readonly Diagnostic[],
  level: RuleLevels[string] | undefined,
): readonly Diagnostic[] {
  if (level === undefined) return diagnostics;
  return level === "off" ? [] : diagnostics.map((diagnostic) => ({ ...diagnostic, severity: level }));
}
