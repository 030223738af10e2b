import { describe, expect, it } from "vitest";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import LogComplete from "../../../steps/response/LogComplete.ts";
import { classification } from "../support/classifications.ts";
import { project } from "../support/project.ts";
import { streamMetadata } from "../support/streams.ts";

const complete = (change: object) =>
  project.runStep(LogComplete, {
    state: {
      processing_started_at: 1_000,
      user_query: "Mario Rossi chiede",
      response_content: "Il 22%.",
      response_metadata: streamMetadata,
      ...change,
    },
    clock: createFakeClock({ startAt: 1_250 }),
  });

describe("LogComplete", () => {
  it("sums the way to the answer up: lengths and times, no content", async () => {
    const run = await complete({ classification: classification(0.8) });
    expect(run.attrs).toMatchObject({
      completion_event: "rag_processing_complete",
      success: true,
      response_type: "llm",
      processing_time_ms: 250,
      query_length: 18,
      response_length: 7,
      has_classification: true,
      domain: "tax",
      confidence: 0.8,
    });
    expect(run.line).not.toContain("Rossi");
    expect(run.next).toEqual(["StreamCheck"]);
  });

  it("knows neither field nor length where there is no classification and the answer is still coming", async () => {
    const run = await complete({ response_content: null });
    expect(run.attrs).toMatchObject({ has_classification: false, domain: null, response_length: null });
  });

  it("does not call an apology a success", async () => {
    const run = await complete({ response_metadata: { ...streamMetadata, source: "error" } });
    expect(run.attrs).toMatchObject({ success: false });
  });
});
