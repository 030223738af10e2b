import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import { planConnect } from "../../src/scaffold/connect.ts";
import { planDisconnect } from "../../src/scaffold/disconnect.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { diagramProject, textsAfter } from "./diagram-project.ts";

const diagram = `flowchart TD
  subgraph intake [Intake]
    Start([Begin])
    Check{Fine?}
  end
  Start --> Check
  Check -->|Yes| Work
  Check -->|No| End
  Check -->|Perhaps| End

  %% The work itself.
  subgraph work [Work]
    Work[Do it]
    End([Over])
  end
  Work --> End
  Log -.-> Work
  Log[(Log)]
  Other[(Other)]
  linkStyle 4 stroke:red
`;

const connected = (from: string, to: string, label?: string): string =>
  textsAfter(planConnect(diagramProject(diagram), { from, to, label }))["flow.mmd"] ?? "";
const disconnected = (from: string, to: string, label?: string, text = diagram): string =>
  textsAfter(planDisconnect(diagramProject(text), { from, to, label }))["flow.mmd"] ?? "";

describe("connect", () => {
  it("draws an edge with the others of its step, and counts styled edges anew", () => {
    const after = connected("Check", "Start", "Again");
    expect(after).toBe(
      diagram
        .replace("|Perhaps| End\n", "|Perhaps| End\n  Check -->|Again| Start\n")
        .replace("linkStyle 4", "linkStyle 5"),
    );
  });

  it("draws a dotted edge with a store, which lets a step read or write by its direction", () => {
    expect(connected("Other", "Work")).toContain("  Log -.-> Work\n  Other -.-> Work\n");
    expect(connected("Start", "Other")).toContain("  Start -.-> Other\n");
  });

  it("takes a step by its name in any case, and quotes a label where it must", () => {
    expect(connected("check", "work", "a|b")).toContain('  Check -->|"a|b"| Work\n');
  });

  it.each([
    ["Check", "Work", "Yes", "edge-there", /`Check -->\|Yes\| Work`/],
    ["Check", "Start", undefined, "edge-unclear", /needs a label/],
    ["Start", "Work", "Yes", "edge-unclear", /decides nothing/],
    ["Log", "Other", undefined, "edge-unclear", /both stores/],
    ["Log", "Start", "x", "edge-unclear", /has no label/],
    ["Lgo", "Start", undefined, "step-unknown", /No step/],
    ["Othr", "Start", undefined, "step-unknown", /Did you mean `Other`/],
    ["Start", "Wrok", undefined, "step-unknown", /Did you mean `Work`/],
  ])("refuses %s to %s (%s)", (from, to, label, code, message) => {
    expect(() => planConnect(diagramProject(diagram), { from, to, label })).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message), hint: expect.anything() }),
    );
  });
});

describe("disconnect", () => {
  it("takes one edge out with its line, and counts styled edges anew", () => {
    expect(disconnected("Check", "End", "No")).toBe(
      diagram.replace("  Check -->|No| End\n", "").replace("linkStyle 4", "linkStyle 3"),
    );
  });

  it("takes a style out with the only edge that it is for", () => {
    expect(disconnected("Work", "End")).not.toContain("linkStyle");
  });

  it("takes a store away from a step", () => {
    expect(disconnected("Log", "Work")).toBe(diagram.replace("  Log -.-> Work\n", ""));
  });

  it.each([
    ["  A([a]) --> B[b] --> C([c])\n", "A", "B", "  A([a])\n  B[b] --> C([c])\n"],
    ["  A([a]) --> B[b] --> C([c])\n", "B", "C", "  A([a]) --> B[b]\n  C([c])\n"],
    ["  A([a]) --> B\n  B --> C([c])\n  A --> C\n", "A", "B", "  A([a])\n  B --> C([c])\n"],
    ["  A([a]) --> B & C\n  B & C --> D([d])\n", "C", "D", "  B --> D([d])\n"],
  ])("splits what is drawn together: %j", (text, from, to, expected) => {
    const after = disconnected(from, to, undefined, `flowchart TD\n${text}`);
    expect(after).toContain(expected);
    expect(parseFlowchart(sourceFile("", after)).diagnostics).toEqual([]);
  });

  it.each([
    ["Check", "End", undefined, "edge-unclear", /Several edges/],
    ["Check", "Start", undefined, "edge-unknown", /No edge leads from `Check` to `Start`/],
    ["Check", "End", "Maybe", "edge-unknown", /with the label `Maybe`/],
  ])("refuses %s to %s (%s)", (from, to, label, code, message) => {
    expect(() => planDisconnect(diagramProject(diagram), { from, to, label })).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringMatching(message),
        hint: expect.stringContaining("Check"),
      }),
    );
  });

  it("refuses what would take a node out of the picture", () => {
    const { value, diagnostics } = planDisconnect(diagramProject("flowchart TD\n  A([a]) --> B & C\n"), {
      from: "A",
      to: "B",
      label: undefined,
    });
    expect(value).toBeNull();
    expect(diagnostics).toMatchObject([{ code: "drawing-unclear" }]);
  });
});

it("takes out again what it has drawn", () => {
  const ends = fc.constantFrom("Start", "Check", "Work", "Log", "Other");
  fc.assert(
    fc.property(ends, ends, (from, to) => {
      const label = from === "Check" && !["Log", "Other"].includes(to) ? "New" : undefined;
      const request = { from, to, label };
      let drawn: string;
      try {
        drawn = connected(from, to, label);
      } catch {
        // Two stores, or an edge that is there.
        return;
      }
      const back = textsAfter(planDisconnect(diagramProject(drawn), request))["flow.mmd"];
      expect(back).toBe(diagram);
    }),
  );
});
