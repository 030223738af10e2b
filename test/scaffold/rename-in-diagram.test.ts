import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draws, drawingOf } from "../../src/scaffold/move-drawing.ts";
import { renameInDiagram } from "../../src/scaffold/rename-in-diagram.ts";
import { applyEdits } from "../../src/text/text-edit.ts";
import { ids, randomDiagram, readDiagram } from "./move-random-diagram.ts";

function renamed(text: string, from: string, to: string): string {
  return applyEdits(text, renameInDiagram(readDiagram(text).syntax, from, to));
}

describe("a node that is renamed in a diagram", () => {
  test("is renamed wherever it is named, and nowhere else", () => {
    const text = `---
title: Ask
---
flowchart TD
  %% Ask is where it begins
  subgraph front [Ask here]
    Ask{Ask?}:::loud
  end
  Ask & Bake -->|Ask| Cook
  Askew --> Ask1
  e1@--> Ask@{ shape: rounded }
  Cook e1@--> Ask
  class Ask,Bake loud
  style Ask fill:#eee
  click Ask "https://example.com/Ask" "Ask"
  linkStyle 0 stroke:red
  classDef Ask fill:#f00
`.replace("  e1@--> Ask@{ shape: rounded }\n", "");
    expect(renamed(text, "Ask", "Wonder")).toBe(`---
title: Ask
---
flowchart TD
  %% Ask is where it begins
  subgraph front [Ask here]
    Wonder{Ask?}:::loud
  end
  Wonder & Bake -->|Ask| Cook
  Askew --> Ask1
  Cook e1@--> Wonder
  class Wonder,Bake loud
  style Wonder fill:#eee
  click Wonder "https://example.com/Ask" "Ask"
  linkStyle 0 stroke:red
  classDef Ask fill:#f00
`);
  });

  test("draws the same under another name, and gets its old name back byte by byte", () => {
    fc.assert(
      fc.property(randomDiagram, fc.constantFrom(...ids), (text, id) => {
        const there = renamed(text, id, "Zebra");
        expect(renamed(there, "Zebra", id)).toBe(text);
        const { nodes, edges } = drawingOf(readDiagram(text).flowchart);
        const name = (word: string): string => (word === id ? "Zebra" : word);
        const expected = {
          nodes: new Map([...nodes].map(([word, drawn]) => [name(word), drawn])),
          edges: edges.map((edge) => edge.replaceAll(`"${id}"`, '"Zebra"')),
        };
        expect(draws(there, expected)).toBe(true);
      }),
    );
  });
});
