import { describe, expect, it } from "vitest";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import RetrySame from "../../../steps/llm/RetrySame.ts";
import { project } from "../support/project.ts";
import { smallOffer } from "../support/scripted-models.ts";
import { settings } from "../support/settings.ts";

describe("RetrySame", () => {
  it.each([
    [1, 200],
    [2, 400],
    [3, 800],
    [9, 30_000],
  ])("waits after attempt %i for %i ms, and keeps the model", async (attempt_number, wait_ms) => {
    const clock = createFakeClock({ autoAdvance: true });
    const services = { settings: settings({ llm: { retry_backoff_ms: 200 } }) };
    const run = await project.runStep(RetrySame, {
      state: { attempt_number, model_offer: smallOffer },
      services,
      clock,
    });
    expect(clock.monotonic()).toBe(wait_ms);
    expect(run.patch).toEqual({});
    expect(run.attrs).toMatchObject({ wait_ms, next_attempt: attempt_number + 1, model: "small" });
    expect(run.next).toEqual(["LLMCall"]);
  });

  it("stops waiting when the run is cancelled", async () => {
    const clock = createFakeClock();
    const cancel = new AbortController();
    const running = project.runStep(RetrySame, {
      state: { attempt_number: 1, model_offer: smallOffer },
      services: { settings: settings() },
      clock,
      signal: cancel.signal,
    });
    await clock.advance(10);
    cancel.abort();
    expect((await running).status).toBe("cancelled");
  });
});
