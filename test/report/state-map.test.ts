import { expect, test } from "vitest";
import { z } from "zod";
import { defineState, key } from "../../src/definition/state.ts";
import type { StepDefinition } from "../../src/definition/step.ts";
import { plainPalette } from "../../src/report/palette.ts";
import { stateMap, stateMapText } from "../../src/report/state-map.ts";
import { engineKeys } from "../../src/runtime/engine-keys.ts";

const state = defineState({
  ...engineKeys,
  question: key(z.string(), { input: true, pii: true, doc: "What is asked." }),
  hint: key(z.string(), { input: "optional" }),
  answer: key(z.string(), { output: true, doc: "What is answered." }),
  lost: key(z.string()),
});

function step(node: string, keys: Partial<Pick<StepDefinition, "reads" | "optional" | "writes">>) {
  const rest = { attrs: [], outcomes: undefined, pure: true, run: () => undefined };
  return { kind: "ragstep/step", node, reads: [], optional: {}, writes: [], ...rest, ...keys } as const;
}
const map = stateMap(state, [
  step("Ask", { reads: ["question"], optional: { hint: "asks without one" }, writes: ["answer"] }),
  null,
  step("Check", { reads: ["question", "answer"] }),
]);

test("says of each key who writes it and who reads it, and what a step does without it", () => {
  expect(map.map(({ key: name, writers, readers }) => [name, writers, readers])).toEqual([
    ["step_error", [], []],
    ["question", [], ["Ask", "Check"]],
    ["hint", [], []],
    ["answer", ["Ask"], ["Check"]],
    ["lost", [], []],
  ]);
  expect(map[0]).toMatchObject({ engine: true, input: null, output: false });
  expect(map[1]).toMatchObject({ input: "always", pii: true, doc: "What is asked." });
  expect(map[2]).toMatchObject({ input: "optional", optional: { Ask: "asks without one" }, doc: null });
  expect(map[3]).toMatchObject({ output: true, input: null });
});

test("tells people the same, a paragraph a key", () => {
  expect(stateMapText(map.slice(1), plainPalette)).toBe(
    [
      "question (personal data)  What is asked.",
      "  written   the run's input",
      "  read      Ask, Check",
      "",
      "hint",
      "  written   the run's input, if it has it",
      "  if there  Ask, or else: asks without one",
      "",
      "answer  What is answered.",
      "  written   Ask",
      "  read      Check, outside the graph",
      "",
      "lost",
      "  written   by nobody",
      "  read      by nobody",
      "",
    ].join("\n"),
  );
});
