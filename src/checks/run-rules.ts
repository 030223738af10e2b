import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../diagnostics/order.ts";
import type { RuleLevels } from "../project/config.ts";
import { positionAt } from "../text/source-file.ts";
import type { Facts } from "./facts.ts";
import type { Ignore } from "./ignores.ts";
import { atLevel } from "./rule-levels.ts";
import type { Rule } from "./rule.ts";

/** What the rules found. */
export interface RulesResult {
  /** Sorted; what a comment hides is not among them. */
  readonly diagnostics: readonly Diagnostic[];
  readonly ran: number;
  /** Rules that a missing part kept from running, and those that are configured off. */
  readonly skipped: number;
  readonly hidden: number;
}

function runnable(rule: Rule, facts: Facts, levels: RuleLevels): boolean {
  return levels[rule.code] !== "off" && rule.needs.every((part) => facts[part] !== null);
}

/** `path line code`: where an ignore comment works. */
function spot(path: string, line: number, code: string): string {
  return `${path}\n${line}\n${code}`;
}

/** Takes out what ignore comments hide, and counts for each comment. Fatal diagnostics are never hidden. */
function applyIgnores(
  diagnostics: readonly Diagnostic[],
  ignores: readonly Ignore[],
): { readonly kept: readonly Diagnostic[]; readonly hits: ReadonlyMap<string, number> } {
  const hits = new Map(
    ignores
      .filter((ignore) => ignore.reason !== "")
      .map((ignore) => [spot(ignore.file.path, ignore.line, ignore.code), 0]),
  );
  if (hits.size === 0) return { kept: diagnostics, hits };
  const kept = diagnostics.filter(({ code, severity, location }) => {
    if (severity === "fatal" || location === undefined) return true;
    const at = spot(location.file.path, positionAt(location.file, location.span.start).line, code);
    const count = hits.get(at);
    if (count === undefined) return true;
    hits.set(at, count + 1);
    return false;
  });
  return { kept, hits };
}

/** Runs the rules whose parts are there. What was found while loading is reported also where its rule cannot run. */
export function runRules(rules: readonly Rule[], facts: Facts, levels: RuleLevels): RulesResult {
  const found: Diagnostic[] = [];
  const ran = new Set<string>();
  const withRule = new Set<string>();
  const run = (phase: Rule["phase"], known: Facts): Diagnostic[] =>
    rules.flatMap((rule) => {
      if (rule.phase !== phase) return [];
      withRule.add(rule.code);
      if (runnable(rule, known, levels)) {
        ran.add(rule.code);
        return [...atLevel(rule.check(known), levels[rule.code])];
      }
      return [...atLevel(known.loaded.get(rule.code) ?? [], levels[rule.code])];
    });
  found.push(...run(undefined, facts));
  for (const [code, diagnostics] of facts.loaded)
    if (!withRule.has(code)) found.push(...atLevel(diagnostics, levels[code]));
  const { kept, hits } = applyIgnores(found, facts.ignores);
  const ignores = facts.ignores.map((ignore) => ({
    ...ignore,
    hides:
      ran.has(ignore.code) || !withRule.has(ignore.code)
        ? (hits.get(spot(ignore.file.path, ignore.line, ignore.code)) ?? null)
        : null,
  }));
  const last = run("last", { ...facts, ignores });
  return {
    diagnostics: sortDiagnostics([...kept, ...last]),
    ran: ran.size,
    skipped: rules.length - ran.size,
    hidden: found.length - kept.length,
  };
}
