import { describe, expect, it } from "vitest";

import { RagstepError } from "#ragstep";

import UpdateExpertMetrics from "../../../steps/feedback/UpdateExpertMetrics.ts";
import { feedbackWorld, record } from "../support/feedback.ts";
import { brokenStore } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

async function update(change: object = {}, stores: object = {}) {
  const world = await feedbackWorld();
  await world.stores.FeedbackDB.write.putRecord(record());
  const run = await project.runStep(UpdateExpertMetrics, {
    state: { expert_feedback: record(change) },
    stores: { ...world.stores, ...stores },
  });
  return { run, rows: world.rows("expert_metrics") };
}

describe("UpdateExpertMetrics", () => {
  it("computes the expert's metrics from what is stored", async () => {
    const { run, rows } = await update();
    expect(run.attrs).toMatchObject({
      metrics_updated: true,
      expert_id: "expert-verdi",
      feedback_type_processed: "wrong",
      correction_quality: 1,
      new_trust_score: 0.984,
      new_accuracy_rate: 0.96,
      new_feedback_count: 1,
      error: null,
    });
    expect(rows).toMatchObject([{ expert_id: "expert-verdi", feedback_count: 1 }]);
  });

  it("says so where the expert is gone", async () => {
    const { run, rows } = await update({ expert_id: "expert-nobody" });
    expect(run.attrs).toMatchObject({ metrics_updated: false, error: "expert_not_found" });
    expect(rows).toEqual([]);
  });

  it("goes on when the store cannot be written", async () => {
    const busy = new RagstepError("database-busy", "busy");
    const { run } = await update({}, { FeedbackDB: brokenStore(busy) });
    expect(run.status).toBe("completed");
    expect(run.attrs).toMatchObject({ metrics_updated: false, error: "database-busy" });
  });
});
