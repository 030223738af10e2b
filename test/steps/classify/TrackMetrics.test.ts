import { describe, expect, it } from "vitest";

import { RagstepError } from "../../../src/diagnostics/errors.ts";
import TrackMetrics from "../../../steps/classify/TrackMetrics.ts";
import { classification } from "../support/classifications.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

describe("TrackMetrics", () => {
  it("counts a classification by the rules", async () => {
    const { stores, rows } = await memoryStores();
    const run = await project.runStep(TrackMetrics, {
      state: { classification: classification(0.8) },
      stores,
    });
    expect(rows("usage_classification")).toMatchObject([
      { domain: "tax", confidence: 0.8, fallback_used: 0 },
    ]);
    expect(run.attrs).toMatchObject({
      metrics_tracked: true,
      fallback_used: false,
      classification_source: "rules",
    });
    expect(run.next).toEqual(["KBPreFetch"]);
  });

  it("counts that a model was asked, also when the rules' classification held", async () => {
    const { stores, rows } = await memoryStores();
    const state = { classification: classification(0.5), llm_classification: null };
    const run = await project.runStep(TrackMetrics, { state, stores });
    expect(rows("usage_classification")).toMatchObject([{ fallback_used: 1 }]);
    expect(run.attrs).toMatchObject({ fallback_used: true });
  });

  it("goes on when the log cannot be written, and says so", async () => {
    const stores = { UsageLog: brokenStore(new RagstepError("database-full", "full")) };
    const run = await project.runStep(TrackMetrics, {
      state: { classification: classification(0.8) },
      stores,
    });
    expect(run.attrs).toMatchObject({ metrics_tracked: false, metrics_error: "database-full" });
    expect(run.next).toEqual(["KBPreFetch"]);
  });
});
