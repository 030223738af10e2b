import { describe, expect, it } from "vitest";

import { answeringWorld } from "../support/answering.ts";
import { streamMetadata } from "../support/streams.ts";

const world = () => answeringWorld({ cloud: [{ text: "Un'imposta." }] });

describe("the response lane", () => {
  it("answers in one piece, then measures and ends while the feedback begins", async () => {
    const { answer } = await world();
    const { path, exits, state, status } = await answer();
    expect(path.slice(-7)).toEqual([
      "FinalResponse",
      "ProcessMsg",
      "LogComplete",
      "StreamCheck",
      "ReturnComplete",
      "CollectMetrics",
      "End",
    ]);
    expect(exits).toEqual(["FeedbackUI"]);
    expect(status).toBe("completed");
    expect(state).toMatchObject({
      status_code: 200,
      response_headers: { "Content-Type": "application/json; charset=utf-8" },
      response_body: {
        message: { role: "assistant", content: "Un'imposta." },
        citations: [{ title: "Aliquote IVA", source: "DPR 633/1972 art. 16" }],
        metadata: { source: "llm", provider: "cloud", model: "small", strategy: "COST_OPTIMIZED" },
        session_id: "session_demo",
      },
    });
  });

  it("takes an answer that comes straight from the golden set", async () => {
    const { answer } = await world();
    const golden = {
      response_content: "Sono quattro.",
      citations: [],
      response_metadata: { ...streamMetadata, source: "golden", provider: null, model: null },
    };
    const { path, state } = await answer(golden, "ReturnComplete");
    expect(path).toEqual(["ReturnComplete", "CollectMetrics", "End"]);
    expect(state).toMatchObject({ status_code: 200, metrics: { total_tokens: 0, cache_hit: false } });
  });

  it("tells nobody's personal data in any line", async () => {
    const { answer } = await answeringWorld({ cloud: [{ text: "Gentile Mario Rossi, ecco." }] });
    const { lines } = await answer({ user_query: "Sono Mario Rossi" });
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.join("\n")).not.toMatch(/Mario|Rossi/);
  });
});
