import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

const page = await readFile(new URL("../../docs/architecture/dependencies.md", import.meta.url), "utf8");

/** The packages that the first column of a section's table names. */
function named(section: string): string[] {
  const [, rest = ""] = page.split(`\n## ${section}\n`);
  const rows = (rest.split("\n## ")[0] ?? "").matchAll(/^\| ([^|]*`[^|]*) \|/gm);
  return Array.from(rows, ([, cell = ""]) =>
    Array.from(cell.matchAll(/`([^`]+)`/g), ([, name]) => name ?? ""),
  ).flat();
}

test.each([
  ["At run time", manifest.dependencies],
  ["In development", manifest.devDependencies],
] as const)("%s, every dependency has its reason, and no reason is left over", (section, dependencies) => {
  expect(named(section).toSorted()).toEqual(Object.keys(dependencies).toSorted());
});

test("what was weighed and left out is not there", () => {
  const present = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const leftOut = named("Weighed and left out");
  expect(leftOut.length).toBeGreaterThan(0);
  expect(leftOut.filter((name) => present.includes(name))).toEqual([]);
});
