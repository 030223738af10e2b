import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { link } from "../../src/graph/link.ts";
import { parseFlowchart } from "../../src/mermaid/parse-flowchart.ts";
import type { AddRequest } from "../../src/scaffold/add-request.ts";
import { planAdd } from "../../src/scaffold/add-step.ts";
import { sourceFile } from "../../src/text/source-file.ts";
import { diagramProject, textsAfter } from "./diagram-project.ts";

const plain: AddRequest = {
  id: "New",
  label: "Something new",
  type: "process",
  after: undefined,
  before: undefined,
  outcome: undefined,
  branches: [],
  lane: undefined,
  stores: [],
  category: undefined,
  owner: undefined,
};

const diagram = `%% What is drawn here runs.
flowchart TD
  classDef error fill:#fdd

%% -- Intake
  subgraph intake [Intake]
    %% Everything starts here.
    Start([Begin])
    Check{Fine?}
    Bad[Refuse]:::error
  end
  Start --> Check
  Check -->|Yes| Work
  Check -->|No| Bad
  Bad --> End

  subgraph work [Work]
    Work[Do it]
    End([Over])
  end
  Work --> End
  Work --> Note
  Log -.-> Work
  Note([Noted])
  Log[(Log)]
  linkStyle 3 stroke:red
`;

const drawn = (change: Partial<AddRequest>, text = diagram): string =>
  textsAfter(planAdd(diagramProject(text), { ...plain, ...change }))["flow.mmd"] ?? "";

/** The lines that differ, as a diff shows them. */
function changedLines(after: string, before = diagram): readonly string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const gone = old.filter((line) => !now.includes(line)).map((line) => `-${line}`);
  return [...gone, ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`)];
}

describe("the diagram, when a step is added", () => {
  it("has it between two steps, in the lane of the first, and nothing else changes", () => {
    expect(changedLines(drawn({ after: "Start" }))).toEqual([
      "-  Start --> Check",
      "-  linkStyle 3 stroke:red",
      "+    New[Something new]",
      "+  Start --> New",
      "+  New --> Check",
      "+  linkStyle 4 stroke:red",
    ]);
  });

  it("keeps a branch's label on the way to the step, and a decision's ways together", () => {
    const after = drawn({ after: "Check", outcome: "Yes" });
    expect(after).toContain("  Check -->|Yes| New\n  Check -->|No| Bad\n  New --> Work\n");
    expect(after).toContain("    Check{Fine?}\n    New[Something new]\n");
  });

  it("ends a branch in an error, which may go on", () => {
    const error = { after: "Check", outcome: "No", type: "error" } as const;
    expect(changedLines(drawn({ ...error, before: "Bad" }))).toContain("+  New --> Bad");
    expect(drawn({ after: "Work", type: "error", before: "End" })).toContain(
      "  Work --> Note\n  Work -->|error| New\n  New --> End\n",
    );
  });

  it("has a decision with its branches, and a new branch of one that is there", () => {
    const branches = [
      { label: "Go on", target: "Check" },
      { label: "Stop", target: "Bad" },
    ];
    expect(drawn({ after: "Start", type: "decision", branches })).toContain(
      "  Start --> New\n  New -->|Go on| Check\n  New -->|Stop| Bad\n",
    );
    expect(drawn({ after: "Check", outcome: "Perhaps", before: "End" })).toContain(
      "  Check -->|No| Bad\n  Check -->|Perhaps| New\n  New --> End\n",
    );
  });

  it("puts it into the way of a fork that is meant, into another lane, and before a step", () => {
    expect(changedLines(drawn({ after: "Work", before: "Note" }))).toContain("+  New --> Note");
    const moved = drawn({ after: "Start", lane: "work" });
    expect(moved).toContain("    Work[Do it]\n    End([Over])\n    New[Something new]\n  end\n");
    expect(changedLines(drawn({ before: "Work" }))).toContain("+  Check -->|Yes| New");
  });

  it("wires stores as asked", () => {
    const stores = [{ store: "Log", access: "read-write" }] as const;
    expect(drawn({ after: "Start", stores })).toContain("  Log -.-> New\n  New -.-> Log\n");
  });

  it("quotes a label only where it must", () => {
    expect(drawn({ after: "Start", label: 'Says "no" (#1) [now]' })).toContain(
      'New["Says #quot;no#quot; (#35;1) [now]"]',
    );
  });

  it.each([
    ["flowchart TD\n  A([a]) --> B[b] --> C([c])\n", "A", "B", "  A([a]) --> New --> B[b] --> C([c])\n"],
    [
      "flowchart TD\n  A([a]) --> B([b])",
      "A",
      "B",
      "  A([a]) --> New\n  New[Something new]\n  New --> B([b])",
    ],
    [
      "flowchart TD\n  A([a]) --> B & C\n  B & C --> D([d])\n",
      "B",
      "D",
      "  B --> New\n  C --> D([d])\n  New[Something new]\n  New --> D\n",
    ],
  ])("is edited however it is written: %j", (text, after, before, expected) => {
    const [after_] = [drawn({ after, before }, text)];
    expect(after_).toContain(expected);
    expect(parseFlowchart(sourceFile("", after_)).diagnostics).toEqual([]);
  });
});

describe("what is asked for when a place is not clear", () => {
  it.each([
    [{ after: "Check" }, "place-unclear", /Several ways lead on from `Check`/, '--outcome "Yes"'],
    [{ after: "Work" }, "place-unclear", /Several ways/, "--before End"],
    [
      { after: "Check", outcome: "Yess" },
      "place-unclear",
      /no branch `Yess`. Did you mean `Yes`/,
      /--outcome "Yes" or "No"/,
    ],
    [{ after: "Chek" }, "step-unknown", /Did you mean `Check`/, /number/],
    [{ after: "Note" }, "place-unclear", /Runs end at `Note`/, "--before Note"],
    [{ before: "End" }, "place-unclear", /Several ways lead to `End`/, "--after <NodeId>"],
    [{}, "place-unclear", /not said where `New` goes/, "--after <NodeId>"],
    [
      { after: "Start", type: "decision" },
      "place-unclear",
      /two branches/,
      '--branches "Yes=Check,No=<NodeId>"',
    ],
    [{ after: "Start", lane: "wrk" }, "lane-unknown", /Did you mean `work`/, "Lanes: intake, work."],
    [
      { after: "Start", stores: [{ store: "Lug", access: "read" }] },
      "store-unknown",
      /Did you mean `Log`/,
      /Log/,
    ],
    [{ after: "Start", id: "Check" }, "node-name-taken", /another step/, /name/],
    [{ after: "Start", id: "end" }, "node-name", /cannot be the id/, /CheckInvoice/],
  ] as const)("%j", (change, code, message, hint) => {
    expect(() => planAdd(diagramProject(diagram), { ...plain, ...change })).toThrow(
      expect.objectContaining({
        code,
        message: expect.stringMatching(message),
        hint: typeof hint === "string" ? hint : expect.stringMatching(hint),
      }),
    );
  });
});

const registry = `# Numbers are permanent.
steps:
  - step: 1
    id: RAG.intake.begin
    node_id: Start
    node_label: Begin
    type: startEnd
    category: intake
    nodes: [Start]
    code_owner: front

  - step: 9 # the last one so far
    id: RAG.intake.gone
    node_id: Gone
    node_label: Gone
    type: process
    category: intake
    nodes: []
    status:
      kind: deprecated
      date: 2026-01-01
      reason: It did nothing.
`;

describe("the other files, when a step is added", () => {
  const files = {
    "docs/steps/STEP-1-RAG.intake.begin.md": "# one\n",
    "test/steps/intake/Start.test.ts":
      'import { project } from "../support/project.ts";\nawait project.runStep(Start);\n',
    "test/fixtures/requests/a.json":
      '{ "expect": { "path": ["Start", "Check", "Bad"] }, "x": ["Start", "Check"] }\n',
  };
  const project = diagramProject(diagram, registry, files);
  const after = textsAfter(planAdd(project, { ...plain, after: "Start", label: "It's new: really?" }));

  it("registers it with the next number and an id made as the others are", () => {
    expect(after["steps.yml"]).toBe(`${registry}
  - step: 10
    id: RAG.intake.it.s.new.really
    node_id: New
    node_label: "It's new: really?"
    type: process
    category: intake
    nodes: [New]
    code_owner: front
`);
  });

  it("writes a handler, a test that runs steps as others do, and a page", () => {
    expect(after["steps/intake/New.ts"]).toContain('export default step("New", {');
    expect(after["test/steps/intake/New.test.ts"]).toContain(
      'import { project } from "../support/project.ts";',
    );
    expect(after["test/steps/intake/New.test.ts"]).toContain('expect(run.next).toEqual(["Check"]);');
    expect(after["docs/steps/STEP-10-RAG.intake.it.s.new.really.md"]).toContain("**Behavior notes:** Lets");
  });

  it("puts it into the paths that requests expect, and into no other list", () => {
    expect(after["test/fixtures/requests/a.json"]).toBe(
      '{ "expect": { "path": ["Start", "New", "Check", "Bad"] }, "x": ["Start", "Check"] }\n',
    );
  });

  it("refuses a file that is there already, and a registry that it cannot add to", () => {
    const blocked = diagramProject(
      diagram,
      "steps: [{ step: 1, id: a, node_id: Start, node_label: Begin, type: startEnd, category: x }]\n",
      {
        "steps/intake/New.ts": "export {};\n",
      },
    );
    const { value, diagnostics } = planAdd(blocked, { ...plain, after: "Start" });
    expect(value).toBeNull();
    expect(diagnostics.map(({ code }) => code)).toEqual(["file-in-the-way", "registry-unclear"]);
  });
});

it("draws a step into any edge of any diagram, and changes no other edge", () => {
  const node = fc.integer({ min: 0, max: 7 });
  const edges = fc.uniqueArray(fc.tuple(node, node), {
    minLength: 1,
    maxLength: 12,
    selector: ([a, b]) => `${a} ${b}`,
  });
  fc.assert(
    fc.property(edges, fc.nat(), fc.boolean(), (pairs, pick, isJoined) => {
      const first = pairs[0]?.[0] ?? 0;
      const lines = isJoined
        ? [
            `  N${first} --> ${pairs
              .filter(([a]) => a === first)
              .map(([, b]) => `N${b}`)
              .join(" & ")}`,
            ...pairs.filter(([a]) => a !== first).map(([a, b]) => `  N${a} --> N${b}`),
          ]
        : pairs.map(([a, b]) => `  N${a} --> N${b}`);
      const text = `flowchart TD\n${lines.join("\n")}\n`;
      const chosen = pairs[pick % pairs.length] ?? [0, 0];
      const result = textsAfter(
        planAdd(diagramProject(text), { ...plain, after: `N${chosen[0]}`, before: `N${chosen[1]}` }),
      )["flow.mmd"];
      const file = sourceFile("", result ?? "");
      const flowchart = parseFlowchart(file).value;
      const graph = flowchart && link(flowchart, file, null).value;
      const found = graph?.edges.map(
        ({ source, target }) => `${graph.nodes[source]?.id} ${graph.nodes[target]?.id}`,
      );
      const expected = [
        ...pairs.filter((pair) => pair !== chosen).map(([a, b]) => `N${a} N${b}`),
        `N${chosen[0]} New`,
        `New N${chosen[1]}`,
      ];
      expect(found?.toSorted()).toEqual(expected.toSorted());
    }),
  );
});
