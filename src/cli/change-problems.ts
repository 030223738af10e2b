import type { Facts } from "../checks/facts.ts";
import { checkProject } from "../checks/check-project.ts";
import { docFacts, loadFacts } from "../checks/load-facts.ts";
import { allCodes } from "../checks/reading-codes.ts";
import { rules } from "../checks/rules.ts";
import { runRules } from "../checks/run-rules.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Layout } from "../project/layout.ts";
import type { CompleteChange } from "./generated-changes.ts";

/** Places move with the text, so two problems are one when they say the same. */
function sign({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}

async function factsAfter({ layout, facts }: CompleteChange): Promise<Facts> {
  if (facts === null) return await loadFacts(layout, { code: true }, allCodes);
  // Read before the documents were made.
  return { ...facts, docs: facts.docs && docFacts(layout) };
}

/** What a check would fail for after a change, and does not fail for now. `before` is the project as it is. */
export async function newProblems(before: Layout, change: CompleteChange): Promise<readonly Diagnostic[]> {
  const { diagnostics: found } = runRules(rules, await factsAfter(change), before.rules);
  // Warnings pass: a new edge that no recorded run takes yet is in nobody's way.
  const diagnostics = found.filter(({ severity }) => severity !== "warning");
  if (diagnostics.length === 0) return [];
  // Only now: most changes leave nothing to compare.
  const now = await checkProject(before, { code: true });
  const known = new Set(now.diagnostics.map(sign));
  return diagnostics.filter((diagnostic) => !known.has(sign(diagnostic)));
}
