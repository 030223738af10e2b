import fc from "fast-check";
import { expect, test } from "vitest";
import { textDiff } from "../../src/report/diff.ts";

test("equal texts have no difference", () => {
  expect(textDiff("a.ts", "x\ny\n", "x\ny\n")).toBe("");
});

test("a change is shown with two lines around it", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n";
  expect(textDiff("a.ts", before, before.replace("4", "four"))).toBe(
    "--- a.ts\n+++ a.ts\n 2\n 3\n-4\n+four\n 5\n 6\n…\n",
  );
});

test("the removed and the added lines lead from one text to the other", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 }).map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const count = (lines: readonly string[], line: string): number =>
        lines.filter((one) => one === line).length;
      const shown = textDiff("f", before, after).split("\n").slice(2);
      for (const line of ["a", "b", "c"]) {
        const change = count(shown, `+${line}`) - count(shown, `-${line}`);
        expect(change).toBe(count(after.split("\n"), line) - count(before.split("\n"), line));
      }
    }),
  );
});
