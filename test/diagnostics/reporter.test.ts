import { describe, expect, it } from "vitest";
import { reporterOf } from "../../src/diagnostics/reporter.ts";
import { sourceFile } from "../../src/text/source-file.ts";

describe("reporterOf", () => {
  it("takes the severity from the table and the place from its file", () => {
    const file = sourceFile("a.mmd", "A --> B");
    const at = reporterOf({ odd: { severity: "warning", title: "Odd" } }, file);
    expect(at("odd", { start: 2, end: 5 }, "This is odd.", { hint: "make it even" })).toEqual({
      code: "odd",
      severity: "warning",
      message: "This is odd.",
      location: { file, span: { start: 2, end: 5 } },
      related: undefined,
      hint: "make it even",
    });
  });
});
