import { describe, expect, it } from "vitest";

import ToolType from "../../../steps/tools/ToolType.ts";
import { project } from "../support/project.ts";

const decide = (...types: readonly string[]) =>
  project.runStep(ToolType, {
    state: {
      tool_calls: types.map((type, index) => ({
        call: { id: `call_${index}`, name: type, arguments: {} },
        type,
        problem: null,
      })),
    },
  });

describe("ToolType", () => {
  it.each([
    ["Knowledge", "KBQueryTool"],
    ["CCNL", "CCNLQuery"],
    ["Document", "DocIngest"],
    ["FAQ", "FAQQuery"],
    ["Unknown", "ToolErr"],
  ])("sends a call of type %s to %s", async (type, next) => {
    const run = await decide(type);
    expect(run.outcome).toBe(type);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ routing_decision: "single", tool_type_detected: type !== "Unknown" });
  });

  it("goes to several tools at once, to each once", async () => {
    const run = await decide("FAQ", "Knowledge", "FAQ");
    expect(run.outcome).toEqual(["Knowledge", "FAQ"]);
    expect([...run.next].toSorted()).toEqual(["FAQQuery", "KBQueryTool"]);
    expect(run.attrs).toMatchObject({ routing_decision: "parallel" });
  });
});
