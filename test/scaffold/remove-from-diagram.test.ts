import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawingOf, draws, edgeText } from "../../src/scaffold/move-drawing.ts";
import { removeFromDiagram } from "../../src/scaffold/remove-from-diagram.ts";
import { applyEdits } from "../../src/text/text-edit.ts";
import { ids, randomDiagram, readDiagram } from "./move-random-diagram.ts";

/** Takes a node out and leads all edges into it to `target`. */
function without(text: string, id: string, target: string | null): string | null {
  const diagram = readDiagram(text);
  const into = [...diagram.flowchart.edges.entries()].filter(
    ([, edge]) => edge.target === id && edge.source !== id && edge.stroke !== "dotted",
  );
  const edges = new Set(target === null ? [] : into.map(([at]) => at));
  const edits = removeFromDiagram(diagram, id, { edges, target });
  return edits && applyEdits(text, edits);
}

describe("a node that is taken out of a diagram", () => {
  test("goes with its lines, and the way into it keeps its line and its label", () => {
    const text = `flowchart TD
  subgraph front [Front]
    %% what comes first
    Ask{Ask?}
    Bake[Bake it]
  end
  %% the ways
  Ask -->|Yes| Bake
  Ask -->|No| Cook
  Bake   -->   Cook
  Store -.-> Bake
`;
    expect(without(text, "Bake", "Cook")).toBe(
      `flowchart TD
  subgraph front [Front]
    %% what comes first
    Ask{Ask?}
  end
  %% the ways
  Ask -->|Yes| Cook
  Ask -->|No| Cook
  Store
`,
    );
  });

  test("leaves the rest of a chain and of a group as it is written", () => {
    expect(without("flowchart TD\n  Ask --> Bake -->|on| Cook --> Dine\n", "Bake", "Cook")).toBe(
      "flowchart TD\n  Ask --> Cook --> Dine\n",
    );
    expect(without("flowchart TD\n  Ask & Bake --> Cook\n", "Bake", null)).toBe(
      "flowchart TD\n  Ask --> Cook\n",
    );
    expect(without("flowchart TD\n  Ask --> Bake --> Cook; Dine --> Bake\n", "Bake", "Cook")).toBe(
      "flowchart TD\n  Ask --> Cook; Dine --> Cook\n",
    );
  });

  test("takes along what speaks of it alone: classes, styles, ignores, and the lane that it leaves empty", () => {
    const text = `flowchart TD
  classDef loud fill:#f00
  subgraph front [Front]
    Ask[Ask]
  end
  subgraph back [Back]
    %% ragstep-ignore no-way-to-end: a draft
    Bake[Bake]
  end
  Ask --> Bake
  class Ask,Bake loud
  style Bake fill:#eee
`;
    expect(without(text, "Bake", null)).toBe(`flowchart TD
  classDef loud fill:#f00
  subgraph front [Front]
    Ask[Ask]
  end
  class Ask loud
`);
  });

  test("counts the styles of links anew", () => {
    const text = `flowchart TD
  Ask --> Bake
  Bake --> Cook
  Cook --> Dine
  linkStyle 0,2 stroke:red
  linkStyle 1 stroke:blue
`;
    expect(without(text, "Bake", "Cook")).toBe(`flowchart TD
  Ask --> Cook
  Cook --> Dine
  linkStyle 0,1 stroke:red
`);
  });

  test("does not pull what came after it into a lane", () => {
    const text = `flowchart TD
  subgraph front [Front]
    Ask --> Bake
  end
  subgraph back [Back]
    Cook
  end
  Bake --> Cook
`;
    expect(without(text, "Bake", "Cook")).toBe(`flowchart TD
  subgraph front [Front]
    Ask
  end
  Ask --> Cook
  subgraph back [Back]
    Cook
  end
`);
  });

  test("keeps the line ends of Windows", () => {
    const text = "flowchart TD\r\n  Ask --> Bake\r\n  Bake --> Cook\r\n";
    expect(without(text, "Bake", "Cook")).toBe("flowchart TD\r\n  Ask --> Cook\r\n");
  });

  test("changes nothing else that is drawn, whatever the diagram", () => {
    fc.assert(
      fc.property(randomDiagram, fc.constantFrom(...ids), fc.nat(), (text, id, choice) => {
        const { flowchart } = readDiagram(text);
        if (!flowchart.vertices.has(id)) return;
        const others = [...flowchart.vertices.keys()].filter((other) => other !== id);
        const target = others[choice % Math.max(1, others.length)] ?? null;
        const after = without(text, id, target);
        const { nodes } = drawingOf(flowchart);
        const edges = flowchart.edges.flatMap((edge) => {
          const joins =
            target !== null && edge.target === id && edge.source !== id && edge.stroke !== "dotted";
          if (joins) return [edgeText(edge, target)];
          return edge.source === id || edge.target === id ? [] : [edgeText(edge)];
        });
        const left = new Map([...nodes].filter(([other]) => other !== id));
        expect(draws(after ?? "", { nodes: left, edges })).toBe(true);
        const comments = (of: string): number => of.split("%% a comment").length;
        expect(comments(after ?? "")).toBe(comments(text));
      }),
    );
  });
});
