import { describe, expect, it } from "vitest";

import { answeringWorld } from "../support/answering.ts";
import { memorySink } from "../support/memory-sink.ts";

const down = { fail: { before_first: true as const, status: 503 } };
const refused = { fail: { before_first: true as const, status: 401 } };
const ok = { text: "Un'imposta." };
const production = { environment: "production", llm: { retry_backoff_ms: 200 } };

/** The steps between the first model call and what comes after the last one. */
const calls = (path: readonly string[]) =>
  path.slice(
    path.indexOf("LLMCall"),
    path.findLastIndex((node) => node === "LLMSuccess" || node === "Error500") + 1,
  );

describe("the llm lane", () => {
  it("answers at the first attempt", async () => {
    const { answer, rows } = await answeringWorld({ cloud: [ok] });
    const { path, state } = await answer();
    expect(path.slice(path.indexOf("LLMCall"))).toEqual([
      "LLMCall",
      "LLMSuccess",
      "CacheResponse",
      "TrackUsage",
      "ToolCheck",
      "SimpleAIMsg",
      "FinalResponse",
      "ProcessMsg",
      "LogComplete",
      "StreamCheck",
      "ReturnComplete",
      "CollectMetrics",
      "End",
    ]);
    expect(state["response_body"]).toMatchObject({ message: { content: "Un'imposta." } });
    expect(rows("usage_call")).toHaveLength(1);
    expect(state["metrics"]).toMatchObject({ failed_tasks: 0 });
  });

  it("tries a failure that may pass again, after a wait", async () => {
    const world = await answeringWorld({ cloud: [down, ok] });
    const { path, state } = await world.answer();
    expect(calls(path)).toEqual([
      "LLMCall",
      "LLMSuccess",
      "RetryCheck",
      "ProdCheck",
      "RetrySame",
      "LLMCall",
      "LLMSuccess",
    ]);
    expect(world.clock.monotonic()).toBe(200);
    expect(state).toMatchObject({ attempt_number: 2, status_code: 200 });
  });

  it("goes to another provider for the last attempt in production", async () => {
    const world = await answeringWorld({ cloud: [down, down], local: [ok] }, { overrides: production });
    const { path, state } = await world.answer();
    expect(path.filter((node) => ["RetrySame", "FailoverProvider"].includes(node))).toEqual([
      "RetrySame",
      "FailoverProvider",
    ]);
    expect(state).toMatchObject({
      status_code: 200,
      response_metadata: { provider: "local", model: "tiny" },
      tried_offers: ["cloud/small", "cloud/small", "local/tiny"],
    });
  });

  it("answers 500 when the failover fails too", async () => {
    const world = await answeringWorld({ cloud: [down, down], local: [down] }, { overrides: production });
    const { path, state, status } = await world.answer();
    expect(path.slice(-3)).toEqual(["RetryCheck", "Error500", "End"]);
    expect(status).toBe("completed");
    expect(state).toMatchObject({ status_code: 500, attempt_number: 3, response_body: { status_code: 500 } });
  });

  it("answers 500 when the model stays down, without a failover outside production", async () => {
    const world = await answeringWorld({ cloud: [down, down, down], local: [ok] });
    const { path, state } = await world.answer({
      streaming: { requested: true },
      response_sink: memorySink(),
    });
    expect(path).not.toContain("FailoverProvider");
    expect(state).toMatchObject({ status_code: 500 });
  });

  it("does not try again what no retry can help", async () => {
    const world = await answeringWorld({ cloud: [refused, ok] });
    const { path, state } = await world.answer();
    expect(calls(path)).toEqual(["LLMCall", "LLMSuccess", "RetryCheck", "Error500"]);
    expect(world.requests).toHaveLength(1);
    expect(state).toMatchObject({ status_code: 500 });
  });

  it("retries a streamed answer that fails before its first token, and the client sees one whole stream", async () => {
    const sink = memorySink();
    const world = await answeringWorld({ cloud: [down, ok] });
    await world.answer({ streaming: { requested: true }, response_sink: sink });
    expect(sink.text).toContain("imposta.");
    expect(sink.text).not.toContain("event: error");
    expect(sink.writes.at(-1)).toBe("data: [DONE]\n\n");
  });

  it("keeps nobody waiting for an answer that there will not be", async () => {
    const world = await answeringWorld({ cloud: [refused, ok] });
    await world.answer();
    const before = world.clock.monotonic();
    const { state } = await world.answer();
    expect(state).toMatchObject({ status_code: 200 });
    expect(world.clock.monotonic()).toBe(before);
  });
});
