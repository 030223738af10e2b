import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Facts } from "../../src/checks/facts.ts";
import { loadFacts } from "../../src/checks/load-facts.ts";
import type { Rule } from "../../src/checks/rule.ts";
import { allCodes } from "../../src/checks/reading-codes.ts";
import { rules } from "../../src/checks/rules.ts";
import { runRules } from "../../src/checks/run-rules.ts";
import type { RulesResult } from "../../src/checks/run-rules.ts";
import type { Layout } from "../../src/project/layout.ts";
import { readRegistry } from "../../src/registry/read-registry.ts";
import { sourceFile } from "../../src/text/source-file.ts";

/**
 * A folder of a fixture as a project: `diagram.mmd`, and if there `registry.yml`, `steps/`, `docs/` (step docs in
 * `docs/steps/`) and `test/`. The registry of the older revision is `registry.before.yml`.
 */
export function folderLayout(folder: string): Layout {
  const there = (path: string): string | null => (existsSync(join(folder, path)) ? join(folder, path) : null);
  return {
    root: folder,
    configFile: null,
    diagram: join(folder, "diagram.mmd"),
    registry: there("registry.yml"),
    steps: join(folder, "steps"),
    state: join(folder, "steps/state.ts"),
    environment: join(folder, "steps/environment.ts"),
    services: there("steps/services.ts") ?? there("steps/environment.ts"),
    types: join(folder, "steps/ragstep.gen.ts"),
    docs: join(folder, "docs"),
    tests: join(folder, "test"),
    rules: {},
  };
}

/** Everything that the rules know about a fixture. */
export async function folderFacts(folder: string): Promise<Facts> {
  const facts = await loadFacts(folderLayout(folder), { code: existsSync(join(folder, "steps")) }, allCodes);
  const before = join(folder, "registry.before.yml");
  if (!existsSync(before)) return facts;
  const text = await readFile(before, "utf8");
  const { value } = readRegistry(sourceFile("registry.yml@v1", text));
  return { ...facts, git: { revision: "v1", registry: value } };
}

/**
 * What one rule says about a fixture. A rule that looks at ignore comments needs what they hide, so all rules run for
 * it and the others' diagnostics are left out.
 */
export async function checkFolder(folder: string, rule: Rule): Promise<RulesResult> {
  const facts = await folderFacts(folder);
  const result = runRules(rule.phase === "last" ? rules : [rule], facts, {});
  return { ...result, diagnostics: result.diagnostics.filter(({ code }) => code === rule.code) };
}
