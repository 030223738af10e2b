import { expect, test } from "vitest";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { sourceFile } from "../../src/text/source-file.ts";

function warnings(body: string): string[] {
  const text = `flowchart TD\n${body}`;
  return parseFlowchart(sourceFile("x.mmd", text)).diagnostics.map(
    ({ code, severity, location, related }) => {
      expect(severity).toBe("warning");
      const marked = text.slice(location?.span.start, location?.span.end);
      const other = related?.map(({ span }) => ` <> ${text.slice(span.start, span.end)}`).join("") ?? "";
      return `${code.replace("mermaid-", "")}: ${marked}${other}`;
    },
  );
}

const dangerous: readonly (readonly [body: string, ...expected: string[]])[] = [
  ["A---oB", "link-eats-letter: o"],
  ["A--xB", "link-eats-letter: x"],
  ["A-- foo-->B", "link-eats-letter: o"],
  ["a,x--xb", "link-eats-letter: x", "link-eats-letter: x"],
  ["A <-- t --o B", "link-ends-differ: <-- t --o"],
  ["A --> B%%c", "comment-in-id: %%c"],
  ["subgraph the end\nA\nend", "end-in-title: end"],
  ["A[x]\nA[y]", "two-labels: y <> x"],
  ["A[x]\nA(x)", "two-shapes: A(x) <> A[x]"],
  ["subgraph s\nA\nend\nsubgraph t\nA --> B\nend", "two-subgraphs: A <> A"],
  ["class A k\nA", "class-before-node: A <> A"],
  ["class Nobody k\nA", "class-before-node: Nobody"],
  ["A --> B direction LR", "direction-swallows: A --> B direction LR"],
  ["A\n%%{init: {}\nB", "directive-not-closed: %%{init: {}\nB"],
  ["A e@--> B e@--> C", "edge-id-twice: e <> e"],
  ["A e@--> B\ne --> C", "node-named-as-edge: e <> e"],
  ["A@{shape:rect}", "shape-data-colon: @{shape:rect}"],
];

test.each(dangerous)("warns of %j", (body, ...expected) => {
  expect(warnings(body)).toEqual(expected);
});

const harmless = [
  "A --- oB",
  "A ---o B",
  "A --o B x--x C",
  "A[x]\nA\nA[x]",
  'A["x"]\nA[x]',
  "subgraph s\nA\nend\nA --> B",
  "subgraph s\nsubgraph t\nA\nend\nA --> B\nend",
  "A\nclass A k",
  "subgraph s\nA\nend\nclass s k",
  "A e@--> B\nclass e k\ne@{ animate: true }",
  "subgraph s\ndirection LR\nA\nend",
  'A["in the end %% 100"]',
];

test.each(harmless)("does not warn of %j", (body) => {
  expect(warnings(body)).toEqual([]);
});

test("warns once when there are more edges than Mermaid draws", () => {
  const body = Array.from({ length: 510 }, (_, i) => `A --> N${i}`).join("\n");
  expect(warnings(body)).toEqual(["many-edges: -->"]);
});
