import { expect, test } from "vitest";
import { anchorsOf } from "../../src/checks/markdown-anchors.ts";
import { sourceFile } from "../../src/text/source-file.ts";

function anchors(text: string): readonly string[] {
  return [...anchorsOf(sourceFile("page.md", text))];
}

test.each([
  ["# Plain title", "plain-title"],
  ["## `check --fix`: what it does", "check---fix-what-it-does"],
  ["## Step 105 — Set up SSE (again)", "step-105--set-up-sse-again"],
  ["### What's *new*, and __why__?", "whats-new-and-why"],
  ["## snake_case stays", "snake_case-stays"],
  ["## Perché è così", "perché-è-così"],
  ["## [A link](other.md#there) & <b>more</b>", "a-link--more"],
  ["## ✅ Done", "-done"],
  ["## Closed ##", "closed"],
  ["Underlined\n==========", "underlined"],
  ["Also underlined\n---", "also-underlined"],
  ['<a id="by-hand"></a>', "by-hand"],
])("the anchor of %j is %j", (text, anchor) => {
  expect(anchors(`${text}\n\nSome words.\n`)).toEqual([anchor]);
});

test("headings of one name are numbered, past names that are taken", () => {
  expect(anchors("# Fix\n## Fix\n## Fix 1\n## Fix\n")).toEqual(["fix", "fix-1", "fix-1-1", "fix-2"]);
});

test("what stands in code, comments, lists and tables is no heading", () => {
  const text =
    "```sh\n# not\n```\n\n<!--\n# nor\n-->\n\n- item\n---\n\n| a |\n---\n\n    # code\n#nor\n\n~~~\nno\n==\n~~~\n";
  expect(anchors(text)).toEqual([]);
});

test("a fence right above a rule does not make a heading of it", () => {
  expect(anchors("```\ncode\n```\n---\n\n# One\r\n")).toEqual(["one"]);
});
