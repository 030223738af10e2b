import { expect, test } from "vitest";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { writtenFixtures } from "./fixtures.ts";

const times = 20_000;

// Each would take minutes, or all of the stack, if anything were quadratic or recursive.
const large: Readonly<Record<string, string>> = {
  spaces: " ".repeat(times),
  "blank lines": "\n".repeat(times),
  dashes: "- ".repeat(times),
  "one long id": "a,".repeat(times),
  "edge ids": "a,".repeat(times) + "@",
  "open subgraphs": "subgraph a\n".repeat(times),
  "nested subgraphs": "subgraph a\nX\n".repeat(times) + "end\n".repeat(times),
  "nested subgraphs of their own":
    Array.from({ length: times }, (_, i) => `subgraph s${i}\nX\n`).join("") + "end\n".repeat(times),
  "open labels": "A[x\n".repeat(times),
  "open quotes": 'A["'.repeat(times),
  "open Markdown": 'A["`x\n'.repeat(times),
  "open braces": "A@{\n".repeat(times),
  "braces closed in quotes": 'A@{ "}"\n'.repeat(times),
  "braces closed at the end": `${"A@{\n".repeat(times)}}`,
  "open link texts": "A -- x\n".repeat(times),
  "open callbacks": `${"click A call x\n".repeat(times)}(`,
  "nested YAML": `A@{ a: ${"[".repeat(times)} }`,
  comments: "\n\n %% c".repeat(times),
  "percent signs": "%%".repeat(times),
  directives: "%%{ x }%%\n".repeat(times),
  "open directives": "%%{".repeat(times),
  "a long chain": `${"A --> ".repeat(times)}B`,
  "many nodes at once": `${"A & ".repeat(times)}B`,
  directions: "direction LR ".repeat(times),
  tags: '<a ="'.repeat(times),
  entities: "#a".repeat(times),
  colours: `${"style:#".repeat(times)};`,
  "late classes": "class A k\n".repeat(times),
  "ends in a title": `subgraph ${"end ".repeat(times)}`,
  "any characters": Array.from({ length: times }, (_, i) =>
    String.fromCharCode(1 + ((i * 7919) % 65_535)),
  ).join(""),
};

test.each(Object.entries(large))("reads a text of %s in time", (_, body) => {
  const start = performance.now();
  const { value } = parseFlowchart(sourceFile("x.mmd", `flowchart TD\n${body}`));
  expect(value).not.toBeNull();
  // A hundred times of what it takes.
  expect(performance.now() - start).toBeLessThan(10_000);
});

test("front matter that multiplies aliases is a diagnostic", () => {
  const lines = Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`);
  const text = `---\na0: &a0 x\n${lines.join("\n")}\n---\nflowchart TD\nA`;
  const { diagnostics } = parseFlowchart(sourceFile("x.mmd", text));
  expect(diagnostics.map(({ code }) => code)).toEqual(["mermaid-front-matter"]);
});

test("a text cut off anywhere is read without an exception", () => {
  for (const { text } of writtenFixtures().slice(0, 400)) {
    for (let end = 0; end <= text.length; end++) {
      const { diagnostics } = parseFlowchart(sourceFile("x.mmd", text.slice(0, end)));
      for (const { location } of diagnostics) {
        const { start, end: stop } = location?.span ?? { start: 0, end: 0 };
        expect(start >= 0 && start <= stop && stop <= end).toBe(true);
      }
    }
  }
});
