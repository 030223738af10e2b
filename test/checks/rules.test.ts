import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { rules } from "../../src/checks/rules.ts";
import { prettyDiagnostics } from "../../src/report/pretty.ts";
import { runRules } from "../../src/checks/run-rules.ts";
import { checkFolder, folderFacts } from "./check-folder.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const fixtures = join(repository, "test/fixtures/checks");

async function cases(code: string, kind: "ok" | "bad"): Promise<readonly string[]> {
  const folder = join(fixtures, code);
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).filter((name) => name.startsWith(`${kind}-`)).toSorted();
}

test("the list of rules holds every file of the folder, by code, and nothing else", async () => {
  const files = (await readdir(join(repository, "src/checks/rules"))).map((name) => name.slice(0, -3));
  expect(rules.map(({ code }) => code)).toEqual(files.toSorted());
});

test("every folder of fixtures belongs to a rule", async () => {
  const codes = rules.map(({ code }) => code);
  expect((await readdir(fixtures)).filter((name) => !codes.includes(name))).toEqual([]);
});

test("whatever is found in a bad fixture, its own mistake or another, comes with what to paste", async () => {
  const found = new Set<string>();
  for (const { code } of rules) {
    for (const name of await cases(code, "bad")) {
      const facts = await folderFacts(join(fixtures, code, name));
      for (const diagnostic of runRules(rules, facts, {}).diagnostics) {
        found.add(diagnostic.code);
        expect(diagnostic.hint, `${code}/${name}: ${diagnostic.message}`).toMatch(/\S/);
      }
    }
  }
  expect(found.size).toBeGreaterThanOrEqual(rules.length - 2);
});

describe.each(rules)("$code", (rule) => {
  test("says nothing about what is right", async () => {
    const names = await cases(rule.code, "ok");
    expect(names, `test/fixtures/checks/${rule.code}/ok-<case>/`).not.toEqual([]);
    for (const name of names) {
      const { diagnostics, ran } = await checkFolder(join(fixtures, rule.code, name), rule);
      expect(prettyDiagnostics(diagnostics), name).toBe("");
      expect(ran, `${name} lacks a part that the rule needs: ${rule.needs.join(", ")}`).toBeGreaterThan(0);
    }
  });

  test("says what is wrong, where, and what to do", async () => {
    const names = await cases(rule.code, "bad");
    expect(names, `test/fixtures/checks/${rule.code}/bad-<case>/`).not.toEqual([]);
    for (const name of names) {
      const folder = join(fixtures, rule.code, name);
      const { diagnostics } = await checkFolder(folder, rule);
      expect(diagnostics, name).not.toEqual([]);
      expect(new Set(diagnostics.map(({ severity }) => severity))).toEqual(new Set([rule.severity]));
      expect(diagnostics.filter(({ hint }) => hint === undefined)).toEqual([]);
      await expect(prettyDiagnostics(diagnostics)).toMatchFileSnapshot(join(folder, "expected.txt"));
    }
  });
});
