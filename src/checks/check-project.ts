import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Layout } from "../project/layout.ts";
import type { RegistryEntry } from "../registry/entry.ts";
import type { Facts } from "./facts.ts";
import { loadFacts } from "./load-facts.ts";
import type { CheckScope } from "./load-facts.ts";
import { allCodes } from "./reading-codes.ts";
import { checkLevels } from "./rule-levels.ts";
import { rules } from "./rules.ts";
import { runRules } from "./run-rules.ts";
import type { RulesResult } from "./run-rules.ts";

/** What a check found, and how much it looked at. */
export interface CheckResult {
  /** What the rules looked at. */
  readonly facts: Facts;
  readonly diagnostics: readonly Diagnostic[];
  /** By plural noun, in the order of reporting. */
  readonly counts: Readonly<Record<string, number>>;
  /** What a reader has to know about the counts, in sentences. */
  readonly notes: readonly string[];
}

/** How much there was to look at; a part that was not looked at is left out. */
function countsOf(
  { graph, registry, code, docs, tests, runs }: Facts,
  ran: RulesResult,
): CheckResult["counts"] {
  const entries = registry?.entries ?? [];
  const inStatus = (kind: RegistryEntry["status"]["kind"]): number =>
    entries.filter(({ status }) => status.kind === kind).length;
  return {
    nodes: graph?.nodes.length ?? 0,
    edges: graph?.edges.length ?? 0,
    stores: graph?.stores.size ?? 0,
    "registry entries": entries.length,
    ...(registry === null
      ? {}
      : { active: inStatus("active"), planned: inStatus("planned"), deprecated: inStatus("deprecated") }),
    ...(code ? { handlers: code.modules.length, "state keys": Object.keys(code.state).length } : {}),
    ...(docs ? { pages: docs.pages.length } : {}),
    ...(tests ? { "test files": tests.length } : {}),
    ...(runs ? { "recorded runs": runs.recordings.length } : {}),
    rules: ran.ran,
    ...(ran.skipped > 0 ? { "skipped rules": ran.skipped } : {}),
    ...(ran.hidden > 0 ? { "ignored problems": ran.hidden } : {}),
  };
}

/** A registry that cannot be read has been reported; one that is not there has not, because none is needed. */
function notesOf({ graph, registry, places }: Facts, { diagnostics }: RulesResult): CheckResult["notes"] {
  const broken = diagnostics.some(({ severity }) => severity === "fatal");
  if (graph === null || registry !== null || broken) return [];
  return [
    `No registry was named and none is at \`${places.registry}\`, so the flow was checked by itself; to compare it with one: \`--registry FILE\`.`,
  ];
}

/**
 * Checks a project with every rule. Throws a `UsageError` when the configuration names a rule that does not exist or
 * must not be lowered, and for an unknown revision.
 */
export async function checkProject(layout: Layout, scope: CheckScope): Promise<CheckResult> {
  checkLevels(layout.rules, allCodes);
  const facts = await loadFacts(layout, scope, allCodes);
  const result = runRules(rules, facts, layout.rules);
  return {
    facts,
    diagnostics: result.diagnostics,
    counts: countsOf(facts, result),
    notes: notesOf(facts, result),
  };
}
