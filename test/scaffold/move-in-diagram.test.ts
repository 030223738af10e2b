import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawingOf, draws } from "../../src/scaffold/move-drawing.ts";
import { moveInDiagram } from "../../src/scaffold/move-in-diagram.ts";
import { applyEdits } from "../../src/text/text-edit.ts";
import { ids, randomDiagram, readDiagram } from "./move-random-diagram.ts";

function moved(text: string, id: string, lane: string): string | null {
  const edits = moveInDiagram(readDiagram(text), id, lane);
  return edits && applyEdits(text, edits);
}

describe("a node that is moved to another lane", () => {
  test("has its line there, with the ignores above it, and its edges where they were", () => {
    const text = `flowchart TD
  subgraph front [Front]
    Ask{Ask?}
    %% what people say
    %% ragstep-ignore owner-missing: a draft
    Bake[Bake it]:::loud
  end
  Ask --> Bake
  subgraph back [Back]
      Cook[Cook it]
  end
  Bake --> Cook
  classDef loud fill:#f00
`;
    expect(moved(text, "Bake", "back")).toBe(`flowchart TD
  subgraph front [Front]
    Ask{Ask?}
    %% what people say
  end
  Ask --> Bake
  subgraph back [Back]
      Cook[Cook it]
      %% ragstep-ignore owner-missing: a draft
      Bake[Bake it]:::loud
  end
  Bake --> Cook
  classDef loud fill:#f00
`);
  });

  test("leaves no edge behind that would hold it in its old lane", () => {
    const text = `flowchart TD
  subgraph front [Front]
    Ask --> Bake[Bake it]
    Bake --> Cook[Cook it]
  end
  subgraph back [Back]
    Dine
  end
`;
    expect(moved(text, "Bake", "back")).toBe(`flowchart TD
  subgraph front [Front]
    Ask
    Cook[Cook it]
  end
  Ask --> Bake
  Bake --> Cook
  subgraph back [Back]
    Dine
    Bake[Bake it]
  end
`);
  });

  test("comes into a lane from outside, and takes the lane along that it leaves empty", () => {
    const text = "flowchart TD\n  Ask[Ask]\n  subgraph back [Back]\n    Bake\n  end\n  Ask --> Bake\n";
    expect(moved(text, "Ask", "back")).toBe(
      "flowchart TD\n  subgraph back [Back]\n    Bake\n    Ask[Ask]\n  end\n  Ask --> Bake\n",
    );
    const two = text.replace("  Ask[Ask]\n", "  subgraph front [Front]\n    Ask[Ask]\n  end\n");
    expect(moved(two, "Ask", "back")).toBe(
      "flowchart TD\n  subgraph back [Back]\n    Bake\n    Ask[Ask]\n  end\n  Ask --> Bake\n",
    );
  });

  test("changes nothing else that is drawn, whatever the diagram", () => {
    fc.assert(
      fc.property(randomDiagram, fc.constantFrom(...ids), (text, id) => {
        const { flowchart } = readDiagram(text);
        const lane = flowchart.vertices.get(id)?.subgraph;
        if (!flowchart.vertices.has(id) || lane === "lane0") return;
        const before = drawingOf(flowchart);
        const nodes = new Map(before.nodes);
        nodes.set(id, { text: nodes.get(id)?.text ?? "", lane: "lane0" });
        const after = moved(text, id, "lane0") ?? "";
        expect(draws(after, { ...before, nodes })).toBe(true);
        expect(after.split("%% a comment").length).toBe(text.split("%% a comment").length);
      }),
    );
  });
});
