import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { inRepository } from "./serving.ts";

test("every fault of the table is shown by a test that is there", async () => {
  const table = await readFile(inRepository("docs/architecture/faults.md"), "utf8");
  const rows = table.split("\n").filter((line) => /^\| (?!fault |-)/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  const shown = rows.map((row) => /`(test\/[\w/.-]+)` "([^"]+)" *\|$/.exec(row));
  for (const [at, found] of shown.entries()) {
    expect(found, rows[at]).not.toBeNull();
    const [, file = "", name = ""] = found ?? [];
    expect(await readFile(inRepository(file), "utf8"), name).toContain(`"${name}"`);
  }
});
