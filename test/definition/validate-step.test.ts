import { describe, expect, it } from "vitest";
import { defineState } from "../../src/definition/state.ts";
import { stepsOf } from "../../src/definition/step.ts";
import { validateStep } from "../../src/definition/validate-step.ts";

const state = defineState({});
const step = stepsOf<typeof state, { readonly Work: { readonly outcome: never; readonly stores: {} } }>();

describe("validateStep", () => {
  it("takes what step() makes", () => {
    const made = step("Work", { run() {} });
    expect(validateStep("steps/Work.ts", made)).toEqual({ value: made, diagnostics: [] });
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a function", () => 1],
    ["a list", []],
    ["a number", 7],
    ["an object", { node: "Work" }],
    ["a damaged step", { ...step("Work", { run() {} }), run: "now" }],
    ["a damaged step", { kind: "ragstep/step", node: "Work" }],
  ])("says that it got %s", (what, exported) => {
    const { value, diagnostics } = validateStep("steps/lane/Work.ts", exported);
    expect(value).toBeNull();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      code: "handler-not-a-step",
      severity: "fatal",
      message: `\`steps/lane/Work.ts\` exports ${what} by default, expected a step made by \`step()\`.`,
      hint: 'export default step("Work", { run() {} });',
    });
  });
});
