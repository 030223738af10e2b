import { AssertionError } from "node:assert";
import { describe, expect, test } from "vitest";
import { expectPath, type RunWithPath } from "../../src/testing/vitest.ts";

const run: RunWithPath = {
  status: "completed",
  path: [
    { node: "Start", outcome: null },
    { node: "Check", outcome: "Yes" },
    { node: "Work", outcome: null },
    { node: "End", outcome: null },
  ],
};

function failureOf(path: readonly string[], of: RunWithPath = run): AssertionError {
  try {
    expectPath(of, path);
  } catch (error) {
    if (error instanceof AssertionError) return error;
    throw error;
  }
  throw new Error("expectPath took a wrong path for right");
}

describe("expectPath", () => {
  test("takes the path as it was", () => {
    expect(() => expectPath(run, ["Start", "Check", "Work", "End"])).not.toThrow();
    expect(() => expectPath({ path: ["A", "B"] }, ["A", "B"])).not.toThrow();
    expect(() => expectPath({ path: [] }, [])).not.toThrow();
  });

  test("shows the first difference with the outcome that led there", () => {
    expect(failureOf(["Start", "Check", "Reject", "End"]).message).toBe(
      [
        "The run went to `Work` after `Check → Yes`, and `Reject` was expected.",
        "",
        "    Start",
        "    Check → Yes",
        "  - Reject",
        "  - End",
        "  + Work",
        "  + End",
        "",
        "The run completed.",
      ].join("\n"),
    );
  });

  test("tells a run that ended early from one that went on", () => {
    expect(failureOf(["Start", "Check", "Work", "End", "After"]).message).toContain(
      "The run ended after `End`, and `After` was expected next.",
    );
    expect(failureOf(["Start", "Check"]).message).toContain(
      "The run went on to `Work` after `Check → Yes`, and was expected to end there.",
    );
    expect(failureOf(["Begin"]).message).toContain(
      "The run went to `Start` at its start, and `Begin` was expected.",
    );
  });

  test("says why a run failed", () => {
    const failed = {
      ...run,
      status: "failed",
      error: { code: "step-failed", message: "Step `End` failed: no." },
    };
    expect(failureOf(["Start"], failed).message).toContain(
      "The run failed: [step-failed] Step `End` failed: no.",
    );
  });

  test("leaves out what lies far before the difference", () => {
    const nodes = Array.from({ length: 40 }, (_, place) => `N${place}`);
    const { message } = failureOf([...nodes.slice(0, 30), "Other"], { path: nodes });
    expect(message).toContain("    … 27 more\n    N27\n    N28\n    N29\n  - Other\n  + N30\n");
    expect(message).not.toContain("N26");
  });

  test("gives test runners both paths to compare, and a stack that begins at the test", () => {
    const error = failureOf(["Start"]);
    expect(error.actual).toEqual(["Start", "Check", "Work", "End"]);
    expect(error.expected).toEqual(["Start"]);
    expect(error.stack?.split("\n").find((line) => line.trim().startsWith("at "))).toContain(
      "expect-path.test.ts",
    );
  });
});
