import { expect, test } from "vitest";
import type { Flowchart } from "../../src/mermaid/flowchart.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { parseFlowchartSyntax } from "../../src/mermaid/parse-syntax.ts";
import type { FlowchartSyntax } from "../../src/mermaid/syntax.ts";
import { sourceFile, type Span } from "../../src/text/source-file.ts";
import { crossedFixtures, writtenFixtures } from "./fixtures.ts";

const text = `---
title: Lanes
---
%% the way in
flowchart LR
  subgraph entry ["The entry"]
    direction TB
    %% first
    Start([Start]):::io --> A@{ shape: rect, label: "Do it" }
    A e1@-- "yes, please" --> B{"Is it?"} & C
  end
  B -->|no| C[(Store)]
  classDef io,other fill:#eee,stroke:#333;
  class A,B io
  style C fill:red
  linkStyle 0,1 stroke:#333
  click A "https://example.org" "Tip"
`.replaceAll("\n", "\r\n");

function slice(span: Span | undefined): string {
  return span ? text.slice(span.start, span.end) : "";
}

function read(): { flowchart: Flowchart; syntax: FlowchartSyntax } {
  const file = sourceFile("spans.mmd", text);
  const { value, diagnostics } = parseFlowchart(file);
  const syntax = parseFlowchartSyntax(file).value;
  expect(diagnostics).toEqual([]);
  if (!value || !syntax) throw new Error("no flowchart");
  return { flowchart: value, syntax };
}

test("spans of nodes, labels and classes cover exactly their text, comments and carriage returns counted", () => {
  const { vertices } = read().flowchart;
  const mentions = Array.from(vertices.values(), ({ id, mentions: all }) => [
    id,
    ...all.map(({ span }) => slice(span)),
  ]);
  expect(mentions).toEqual([
    ["Start", "Start([Start]):::io"],
    ["A", 'A@{ shape: rect, label: "Do it" }', "A"],
    ["B", 'B{"Is it?"}', "B"],
    ["C", "C", "C[(Store)]"],
  ]);
  expect(slice(vertices.get("B")?.label?.span)).toBe('"Is it?"');
  expect(slice(vertices.get("A")?.label?.span)).toBe("Do it");
  expect(slice(vertices.get("C")?.mentions[1]?.idSpan)).toBe("C");
  expect(vertices.get("A")?.classes.map(({ span }) => slice(span))).toEqual(["io"]);
});

test("spans of edges cover the link with its label, and point to both nodes", () => {
  const { edges } = read().flowchart;
  const shown = edges.map((edge) =>
    [edge.sourceSpan, edge.span, edge.targetSpan, edge.label?.span].map(slice),
  );
  expect(shown).toEqual([
    ["Start", "-->", "A", ""],
    ["A", '-- "yes, please" -->', "B", '"yes, please"'],
    ["A", '-- "yes, please" -->', "C", '"yes, please"'],
    ["B", "-->|no|", "C", "no"],
  ]);
});

test("the span of a subgraph goes from its header to its end", () => {
  const [lane] = read().flowchart.subgraphs;
  expect(slice(lane?.span)).toMatch(/^subgraph entry[^]*C\r\n {2}end$/);
  expect(slice(lane?.idSpan)).toBe("entry");
  expect(slice(lane?.title.span)).toBe('"The entry"');
});

test("every statement of the syntax has its place", () => {
  const { syntax } = read();
  expect(syntax.statements.map(({ kind, span }) => `${kind}: ${slice(span)}`)).toEqual([
    'subgraph: subgraph entry ["The entry"]',
    "direction: direction TB",
    'nodes: Start([Start]):::io --> A@{ shape: rect, label: "Do it" }',
    'nodes: A e1@-- "yes, please" --> B{"Is it?"} & C',
    "end: end",
    "nodes: B -->|no| C[(Store)]",
    "classDef: classDef io,other fill:#eee,stroke:#333",
    "class: class A,B io",
    "style: style C fill:red",
    "linkStyle: linkStyle 0,1 stroke:#333",
    'click: click A "https://example.org" "Tip"',
  ]);
  expect(slice(syntax.header.span)).toBe("flowchart LR");
  expect(slice(syntax.frontMatter?.span)).toBe("---\r\ntitle: Lanes\r\n---");
  expect(syntax.comments.map(({ text: words, span }) => [words, slice(span)])).toEqual([
    ["the way in", "%% the way in"],
    ["first", "%% first"],
  ]);
  expect(read().flowchart.title).toBe("Lanes");
});

test("ids, labels and nodes of all fixtures are what stands at their spans", () => {
  let looked = 0;
  for (const { name, text: source } of [...writtenFixtures(), ...crossedFixtures()]) {
    const { value } = parseFlowchart(sourceFile(name, source));
    // What Mermaid takes out of the text may stand in the middle of an id.
    if (!value || source.includes('""') || source.includes("%%")) continue;
    const at = ({ start, end }: Span): string => source.slice(start, end);
    for (const { id, mentions } of value.vertices.values()) {
      for (const mention of mentions) {
        expect(at(mention.idSpan), name).toBe(id);
        expect(at(mention.span).startsWith(id), name).toBe(true);
        if (mention.label) expect(at(mention.label.span), name).toBe(mention.label.raw);
        looked++;
      }
    }
    for (const edge of value.edges) {
      expect(at(edge.sourceSpan), name).toBe(edge.source);
      expect(at(edge.targetSpan), name).toBe(edge.target);
      expect(at(edge.span), name).toMatch(/^[xo<]?[-=.~]/);
      looked++;
    }
  }
  expect(looked).toBeGreaterThan(2000);
});
