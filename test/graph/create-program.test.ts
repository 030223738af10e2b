import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineState, key } from "../../src/definition/state.ts";
import type { StepDefinition } from "../../src/definition/step.ts";
import { createProgram } from "../../src/graph/create-program.ts";
import type { Handler } from "../../src/graph/create-program.ts";
import { entry, linkText } from "./link-text.ts";

const state = defineState({
  question: key(z.string(), { pii: true }),
  answer: key(z.string()),
});

const picture =
  "subgraph ask\nStart([Start]) --> Find[Find]\nFind --> Good{Good}\nend\nGood -->|Yes| End([End])\nGood -->|No| Later[Later] --> End";
const registry =
  entry(1, "Start", { type: "startEnd" }) +
  entry(2, "Find") +
  entry(3, "Good", { type: "decision" }) +
  entry(4, "Later", { status: "planned" }) +
  entry(5, "End", { type: "startEnd" });

function definition(node: string, fields: Partial<StepDefinition> = {}): StepDefinition {
  const empty = { reads: [], optional: {}, writes: [], attrs: [], outcomes: undefined, pure: false };
  return { kind: "ragstep/step", node, ...empty, run: () => undefined, ...fields };
}

function handler(folder: string, node: string, fields: Partial<StepDefinition> = {}): Handler {
  return { file: `steps/${folder}${node}.ts`, definition: definition(node, fields) };
}

const handlers = [
  handler("ask/", "Start"),
  handler("ask/", "Find"),
  handler("ask/", "Good"),
  handler("", "End"),
];

function create(steps: readonly Handler[], text: string | undefined = registry) {
  const { graph } = linkText(picture, text);
  return createProgram({ graph, state, steps });
}

/** The handlers with the one of `node` replaced, or left out. */
function but(node: string, ...others: readonly Handler[]): readonly Handler[] {
  return [...handlers.filter((one) => !one.file.endsWith(`${node}.ts`)), ...others];
}

describe("createProgram", () => {
  it("puts each handler at its node, and null at a planned one", () => {
    const { value, diagnostics } = create(handlers);
    expect(diagnostics).toEqual([]);
    expect(value?.steps.map((step) => step?.node)).toEqual(["Start", "Find", "Good", "End", undefined]);
    expect(value?.graph.nodes.map((node) => node.id)).toEqual(["Start", "Find", "Good", "End", "Later"]);
    expect(value?.state).toBe(state);
  });

  it("runs a planned step that is written already", () => {
    expect(create([...handlers, handler("", "Later")]).value?.steps.every((step) => step !== null)).toBe(
      true,
    );
  });

  it("asks for a handler where nothing is planned", () => {
    const { value, diagnostics } = create(but("Find"));
    expect(value).toBeNull();
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["handler-missing", "Step 2 `Find` is drawn but has no handler."],
    ]);
    expect(diagnostics[0]?.hint).toContain('steps/ask/Find.ts: export default step("Find", { run() {} });');
  });

  it("asks for every handler when there is no registry to plan them in", () => {
    const { diagnostics } = createProgram({ graph: linkText(picture).graph, state, steps: handlers });
    expect(diagnostics.map((one) => one.message)).toEqual(["`Later` is drawn but has no handler."]);
  });

  it.each([
    [
      "a handler that no node asks for",
      but("Find", handler("ask/", "Fnid")),
      [
        "handler-orphan",
        "`steps/ask/Fnid.ts` is the handler of `Fnid`, which the diagram does not draw as a step. Did you mean `Find`?",
      ],
    ],
    [
      "two handlers of one node",
      [...handlers, { file: "steps/other/Find.ts", definition: definition("Find") }],
      [
        "handler-repeated",
        "`steps/other/Find.ts` and `steps/ask/Find.ts` are both the handler of `Find`, but a step has one.",
      ],
    ],
    [
      "a file that holds no step",
      but("Find", { file: "steps/ask/Find.ts", definition: { find: true } }),
      [
        "handler-not-a-step",
        "`steps/ask/Find.ts` exports an object by default, expected a step made by `step()`.",
      ],
    ],
    [
      "a file named after something else",
      but("Find", { file: "steps/ask/Search.ts", definition: definition("Find") }),
      [
        "handler-file-name",
        "`steps/ask/Search.ts` is the handler of `Find`, but a handler's file has the name of its node.",
      ],
    ],
    [
      "a read of an undeclared key",
      but("Find", handler("ask/", "Find", { reads: ["qestion"] })),
      [
        "handler-key-unknown",
        "`reads` of `Find` names the key `qestion`, which the state does not declare. Did you mean `question`?",
      ],
    ],
    [
      "an optional read of an undeclared key",
      but("Find", handler("ask/", "Find", { optional: { toString: "x" } })),
      [
        "handler-key-unknown",
        "`optional` of `Find` names the key `toString`, which the state does not declare.",
      ],
    ],
    [
      "a write of an undeclared key",
      but("Find", handler("ask/", "Find", { writes: ["anwser"] })),
      [
        "handler-key-unknown",
        "`writes` of `Find` names the key `anwser`, which the state does not declare. Did you mean `answer`?",
      ],
    ],
    [
      "personal data among the attrs",
      but("Find", handler("ask/", "Find", { attrs: ["own_name", "question"] })),
      ["handler-attr-pii", "`attrs` of `Find` names `question`, which is personal data and is never logged."],
    ],
    [
      "an outcome that no edge has",
      but("Good", handler("ask/", "Good", { outcomes: ["Yes", "Nope"] })),
      [
        "handler-outcome-unknown",
        "`Good` declares the outcome `Nope`, but its edges are labelled `Yes`, `No`.",
      ],
    ],
    [
      "outcomes of a step that decides nothing",
      but("Find", handler("ask/", "Find", { outcomes: ["Yes"] })),
      [
        "handler-outcome-unknown",
        "`Find` declares the outcome `Yes`, but it is drawn as a `process`, which decides nothing.",
      ],
    ],
  ])("refuses %s", (_, steps, expected) => {
    const { value, diagnostics } = create(steps);
    expect(value).toBeNull();
    expect(diagnostics.map(({ code, message }) => [code, message])).toContainEqual(expected);
    for (const { severity, location, hint } of diagnostics) {
      expect(severity).toBe("fatal");
      expect(location?.file.path).toBeTruthy();
      expect(hint).toBeTruthy();
    }
  });

  it("names both files when a step has two", () => {
    const { diagnostics } = create([
      ...handlers,
      { file: "steps/other/Find.ts", definition: definition("Find") },
    ]);
    expect(diagnostics[0]?.related?.map((one) => one.file.path)).toEqual(["steps/ask/Find.ts"]);
  });

  it("calls a damaged handler damaged, and not missing too", () => {
    const { diagnostics } = create(but("Find", { file: "steps/ask/Find.ts", definition: undefined }));
    expect(diagnostics.map((one) => one.code)).toEqual(["handler-not-a-step"]);
  });

  it("runs a handler in the wrong folder, but calls it drift", () => {
    const { value, diagnostics } = create(but("Find", handler("elsewhere/", "Find")));
    expect(value).not.toBeNull();
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([["handler-lane", "error"]]);
  });
});
