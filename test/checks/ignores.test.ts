import { describe, expect, test } from "vitest";
import { findIgnores } from "../../src/checks/ignores.ts";
import { sourceFile } from "../../src/text/source-file.ts";

function found(text: string, language: "diagram" | "yaml") {
  const file = sourceFile("a", text);
  return findIgnores(file, language).map(({ code, reason, line, span }) => ({
    code,
    reason,
    line,
    text: text.slice(span.start, span.end),
  }));
}

describe("an ignore comment", () => {
  test("speaks of the next line when it stands alone", () => {
    expect(found("flowchart TD\n  %% ragstep-ignore end-shape: later\n  A[A]\n", "diagram")).toEqual([
      { code: "end-shape", reason: "later", line: 3, text: "%% ragstep-ignore end-shape: later" },
    ]);
  });

  test("speaks of its own line when it stands behind a value", () => {
    expect(found("- step: 1 # ragstep-ignore owner-missing: nobody yet\n- step: 2\n", "yaml")).toEqual([
      {
        code: "owner-missing",
        reason: "nobody yet",
        line: 1,
        text: "# ragstep-ignore owner-missing: nobody yet",
      },
    ]);
  });

  test("may be one of several above the same line", () => {
    const text = "%% ragstep-ignore end-shape: a\n%%ragstep-ignore no-entry: b: c\nA[A]\n";
    expect(found(text, "diagram").map(({ code, reason, line }) => [code, reason, line])).toEqual([
      ["end-shape", "a", 3],
      ["no-entry", "b: c", 3],
    ]);
  });

  test("keeps its place in a file with Windows line ends", () => {
    expect(found("x:\r\n# ragstep-ignore no-entry: a\r\ny:\r\n", "yaml")).toEqual([
      { code: "no-entry", reason: "a", line: 3, text: "# ragstep-ignore no-entry: a" },
    ]);
  });

  test("without code or reason is found too, so that it can be reported", () => {
    expect(
      found("# ragstep-ignore\n# ragstep-ignore end-shape\n# ragstep-ignore : why\n", "yaml"),
    ).toMatchObject([
      { code: "", reason: "" },
      { code: "end-shape", reason: "" },
      { code: "", reason: "why" },
    ]);
  });

  test("is not the word inside a longer word or a label", () => {
    expect(found("A[%% ragstep-ignore end-shape: x]\n", "diagram")).toEqual([]);
    expect(found("label: a#ragstep-ignore end-shape: x\n# ragstep-ignored: x\n", "yaml")).toEqual([]);
  });
});
