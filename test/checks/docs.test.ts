import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readingCodes } from "../../src/checks/reading-codes.ts";
import { rules } from "../../src/checks/rules.ts";
import { prettyDiagnostics } from "../../src/report/pretty.ts";
import { checkFolder } from "./check-folder.ts";
import { indexPage, readingPage } from "./code-tables.ts";
import { exampleOf, sectionsOf, withFiles } from "./example.ts";

const folder = fileURLToPath(new URL("../../docs/architecture/checks", import.meta.url));
const notRules = ["README.md", "index.md", "reading.md"];

test("every page belongs to a rule", async () => {
  const pages = (await readdir(folder)).filter((name) => !notRules.includes(name));
  expect(pages.toSorted()).toEqual(rules.map(({ code }) => `${code}.md`));
});

test("the lists of all codes are those of the rules and of the tables", async () => {
  await expect(indexPage(rules)).toMatchFileSnapshot(join(folder, "index.md"));
  await expect(readingPage(readingCodes)).toMatchFileSnapshot(join(folder, "reading.md"));
});

describe.each(rules)("the page of $code", (rule) => {
  const page = readFile(join(folder, `${rule.code}.md`), "utf8");

  test("has the rule's title, its severity and the four sections", async () => {
    const text = await page;
    expect(text.split("\n")[0]).toBe(`# \`${rule.code}\`: ${rule.title}`);
    expect(text.split("\n")[2]).toMatch(new RegExp(`^Severity: ${rule.severity}\\b`));
    const sections = sectionsOf(text);
    expect([...sections.keys()]).toEqual(["Reports", "Why", "Fix", "Example"]);
    for (const [name, section] of sections) expect(section.trim(), name).not.toBe("");
  });

  test("has an example that prints what it says", async () => {
    const example = exampleOf(sectionsOf(await page).get("Example") ?? "");
    const printed = await withFiles(example, async (project) =>
      prettyDiagnostics((await checkFolder(project, rule)).diagnostics),
    );
    expect(printed).toBe(example.expected);
    expect(printed).toContain(`[${rule.code}]`);
  });
});
