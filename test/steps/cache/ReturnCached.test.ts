import { describe, expect, it } from "vitest";

import ReturnCached from "../../../steps/cache/ReturnCached.ts";
import { cachedAnswer } from "../support/cached.ts";
import { project } from "../support/project.ts";

describe("ReturnCached", () => {
  it("makes the cached answer the answer of the run, with its citations and at no cost", async () => {
    const state = { cached_answer: cachedAnswer, cache_key: "answer:sig:1", routing_strategy: "BALANCED" };
    const run = await project.runStep(ReturnCached, { state });
    expect(run.patch).toEqual({
      final_answer: null,
      response_content: cachedAnswer.content,
      citations: cachedAnswer.citations,
      response_metadata: {
        source: "cache",
        provider: "cloud",
        model: "small",
        strategy: "BALANCED",
        cost_eur: 0,
      },
    });
    expect(run.attrs).toMatchObject({ from_cache: true, cost: 0, cache_key: "answer:sig:1" });
    expect(run.next).toEqual(["ProcessMsg"]);
  });
});
