import { describe, expect, it } from "vitest";
import { didYouMean, nearest } from "../../src/diagnostics/nearest.ts";

describe("nearest", () => {
  it.each([
    ["StreamSteup", "StreamSetup"],
    ["streamsetup", "StreamSetup"],
    ["StreamSet", "StreamSetup"],
    ["time_out_ms", "timeout_ms"],
    ["Strt", "Start"],
  ])("finds what was meant by `%s`", (written, meant) => {
    expect(nearest(written, ["End", "Start", "StreamSetup", "timeout_ms"])).toBe(meant);
  });

  it.each(["Elsewhere", "B", "", "xyz"])("offers nothing for `%s`", (written) => {
    expect(nearest(written, ["A", "Start", "StreamSetup"])).toBeUndefined();
  });

  it("prefers the closest of several, and the first of equals", () => {
    expect(nearest("Node12", ["Node34", "Node13", "Node11"])).toBe("Node13");
  });
});

describe("didYouMean", () => {
  it("is a sentence after a message, or nothing", () => {
    expect(didYouMean("Strt", ["Start"])).toBe(" Did you mean `Start`?");
    expect(didYouMean("Zebra", ["Start"])).toBe("");
  });
});
