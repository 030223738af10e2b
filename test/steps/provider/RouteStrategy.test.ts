import { describe, expect, it } from "vitest";

import RouteStrategy from "../../../steps/provider/RouteStrategy.ts";
import { project } from "../support/project.ts";
import { routing } from "../support/provider-state.ts";

describe("RouteStrategy", () => {
  it.each([["QUALITY_FIRST"], ["quality_first"], [" Quality_First "]])(
    "writes the strategy %j as the diagram does",
    async (strategy) => {
      const run = await project.runStep(RouteStrategy, {
        state: { routing_request: { ...routing(), strategy } },
      });
      expect(run.patch).toEqual({ routing_strategy: "QUALITY_FIRST" });
      expect(run.attrs).toMatchObject({ routing_applied: true, routing_strategy: "QUALITY_FIRST" });
      expect(run.next).toEqual(["StrategyType"]);
    },
  );
});
