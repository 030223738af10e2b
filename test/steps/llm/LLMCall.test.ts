import { describe, expect, it } from "vitest";

import type { ModelAnswer } from "#rag/llm/types.ts";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import LLMCall from "../../../steps/llm/LLMCall.ts";
import { read } from "../support/answers.ts";
import { project } from "../support/project.ts";
import { conversation } from "../support/provider-state.ts";
import { accepted, chatRequest } from "../support/requests.ts";
import { type Scripts, scriptedModels, smallOffer } from "../support/scripted-models.ts";

const call = async (scripts: Scripts, change: Record<string, unknown> = {}) => {
  const clock = createFakeClock({ autoAdvance: true });
  const world = scriptedModels(scripts, { clock });
  const run = await project.runStep(LLMCall, {
    state: {
      messages: conversation,
      model_offer: smallOffer,
      validated_request: accepted([]),
      http_request: chatRequest({}),
      ...change,
    },
    services: world,
    clock,
  });
  const answer = run.patch["llm_answer"] as ModelAnswer | null;
  return { run, world, clock, answer };
};
const slow = { cloud: [{ tokens: ["L'IVA", " è", " un'imposta"], delay_ms: 50 }] };

describe("LLMCall", () => {
  it("hands a streamed answer out at its first part", async () => {
    const { run, answer, clock } = await call(slow, { streaming: { requested: true } });
    expect(answer?.whole).toBeUndefined();
    expect(run.attrs).toMatchObject({ llm_call_successful: true, response_time_ms: 50, attempt_number: 1 });
    expect(await read(answer?.text ?? (async function* () {})())).toEqual(["L'IVA", " è", " un'imposta"]);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(150);
  });

  it("hands an answer for a JSON client out when it is whole", async () => {
    const { run, answer } = await call(slow);
    expect(answer?.whole).toMatchObject({ text: "L'IVA è un'imposta", finish_reason: "stop" });
    expect(run.attrs).toMatchObject({ response_time_ms: 150, answer_kind: "text" });
  });

  it.each([
    ["the body", { validated_request: { ...accepted([]), stream: "yes" } }],
    ["the Accept header", { http_request: chatRequest({}, { headers: { accept: "text/event-stream" } }) }],
  ])("takes the same decision as step 104 from %s", async (_, change) => {
    const { answer } = await call(slow, change);
    expect(answer?.whole).toBeUndefined();
  });

  it("sends the conversation, the passages and the tools that are on offer", async () => {
    const passages = [{ id: "p", title: "IVA", text: "…", source: "DPR 633/1972", score: 1 }];
    const { world, run } = await call({ cloud: [{ text: "ok" }] }, { passages });
    expect(world.requests[0]).toMatchObject({
      offer: "cloud/small",
      messages: conversation,
      passages,
      temperature: 0.2,
    });
    const names = ["KnowledgeSearchTool", "FAQTool", "ccnl_query"];
    expect(world.requests[0]?.tools?.map(({ name }) => name)).toEqual(names);
    expect(run.attrs).toMatchObject({ tool_count: 3, tool_names: names });
  });

  it("offers to read attachments only where there are some, and asks for it where the question depends on them", async () => {
    const fingerprints = [{ hash: "a", filename: "a.xml", size: 1, mime_type: "" }];
    const change = { fingerprints, required_tool: "DocumentIngestTool" };
    const { world } = await call({ cloud: [{ text: "ok" }] }, change);
    expect(world.requests[0]?.tools?.map(({ name }) => name)).toContain("DocumentIngestTool");
    expect(world.requests[0]?.required_tool).toBe("DocumentIngestTool");
  });

  it("reads tool calls whole, also for a client that wants a stream", async () => {
    const scripts = { cloud: [{ tool_calls: [{ name: "FAQTool", arguments: { query: "IVA" } }] }] };
    const { answer } = await call(scripts, { streaming: { requested: true } });
    expect(answer?.kind).toBe("tool-calls");
    expect(answer?.tool_calls).toEqual([expect.objectContaining({ name: "FAQTool" })]);
  });

  it("finds tool calls behind a preamble when the answer is read whole", async () => {
    const scripts = {
      cloud: [{ text: "Controllo subito.", tool_calls: [{ name: "FAQTool", arguments: {} }] }],
    };
    const { answer } = await call(scripts);
    expect(answer).toMatchObject({ kind: "tool-calls", whole: { text: "Controllo subito." } });
  });

  it("keeps a failure before the first token in the state, where it can be decided on", async () => {
    const { run } = await call(
      { cloud: [{ fail: { before_first: true, status: 503 } }] },
      { streaming: { requested: true } },
    );
    expect(run.status).toBe("completed");
    expect(run.patch).toMatchObject({ llm_answer: null, llm_error: { retryable: true }, attempt_number: 1 });
    expect(run.attrs).toMatchObject({ llm_call_successful: false, answer_kind: null });
    expect(run.next).toEqual(["LLMSuccess"]);
  });

  it("treats a failure inside an answer for a JSON client the same way: nobody has seen anything", async () => {
    const { run } = await call({ cloud: [{ text: "a b c d", fail: { after_tokens: 2 } }] });
    expect(run.patch).toMatchObject({ llm_answer: null, llm_error: { retryable: true } });
  });

  it("marks a refused key as a failure that no retry helps", async () => {
    const { run } = await call({ cloud: [{ fail: { before_first: true, status: 401 } }] });
    expect(run.patch).toMatchObject({ llm_error: { retryable: false } });
  });

  it("takes a model that hangs for a failed call that may be tried again", async () => {
    const { run, clock } = await call({ cloud: [{ text: "mai", delay_ms: 3_600_000 }] });
    expect(run.patch).toMatchObject({
      llm_answer: null,
      llm_error: { code: "provider-timeout", retryable: true },
    });
    expect(clock.monotonic()).toBe(50_000);
  });

  it("counts attempts and remembers which models were tried", async () => {
    const { run } = await call(
      { cloud: [{ text: "ok" }] },
      { attempt_number: 1, tried_offers: ["local/tiny"] },
    );
    expect(run.patch).toMatchObject({
      attempt_number: 2,
      tried_offers: ["local/tiny", "cloud/small"],
      llm_error: null,
    });
  });

  it("tells nothing of an unexpected error but that there was one", async () => {
    const world = scriptedModels();
    const models = { ...world.models, call: () => Promise.reject(new TypeError("secret of /srv/app.ts")) };
    const run = await project.runStep(LLMCall, {
      state: {
        messages: conversation,
        model_offer: smallOffer,
        validated_request: accepted([]),
        http_request: chatRequest({}),
      },
      services: { ...world, models },
    });
    expect(run.patch).toMatchObject({ llm_error: { code: "model-call-broken", retryable: false } });
    expect(JSON.stringify(run.patch)).not.toContain("secret");
  });

  it("is not mistaken for a failed call when the run is cancelled", async () => {
    const cancel = new AbortController();
    const clock = createFakeClock();
    const world = scriptedModels(slow, { clock });
    const running = project.runStep(LLMCall, {
      state: {
        messages: conversation,
        model_offer: smallOffer,
        validated_request: accepted([]),
        http_request: chatRequest({}),
      },
      services: world,
      clock,
      signal: cancel.signal,
    });
    await clock.advance(60);
    cancel.abort();
    const run = await running;
    expect(run.status).toBe("cancelled");
    expect(world.requests[0]?.signal.aborted).toBe(true);
  });
});
