import { describe, expect, it } from "vitest";
import { askModel } from "../../../src/rag/llm/ask-model.ts";
import { createModelService } from "../../../src/rag/llm/create-model-service.ts";
import type { ScriptedTurn } from "../../../src/rag/llm/scripted-turn.ts";
import { createSettings } from "../../../src/rag/settings/create-settings.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { collect, rejection } from "./collect.ts";

function setUp(...script: readonly ScriptedTurn[]) {
  const clock = createFakeClock();
  const provider = { name: "studio", kind: "scripted", script, models: [{ model: "m" }] };
  const settings = createSettings({ env: {}, overrides: { providers: [provider] } });
  const models = createModelService({ settings, env: {}, clock });
  const [offer] = models.offers;
  if (offer === undefined) throw new Error("There is no offer.");
  const cancel = new AbortController();
  const ask = (streamed: boolean) =>
    askModel(models, offer, { messages: [], temperature: 0, signal: cancel.signal }, { streamed, clock });
  return { ask, clock, cancel };
}

describe("askModel", () => {
  it("hands a streamed answer out at its first part", async () => {
    const { ask, clock } = setUp({ tokens: ["a", "b"], delay_ms: 50 });
    const asked = ask(true);
    await clock.advance(50);
    const answer = await asked;
    expect(answer.whole).toBeUndefined();
    const reading = collect(answer.text);
    await clock.advance(50);
    expect(await reading).toEqual({ parts: ["a", "b"], error: undefined });
  });

  it("hands an answer that is not streamed out when it is whole", async () => {
    const { ask, clock } = setUp({ tokens: ["a", "b"], delay_ms: 50 });
    const asked = ask(false);
    await clock.advance(100);
    const answer = await asked;
    expect(answer.whole).toMatchObject({ text: "ab", finish_reason: "stop" });
    expect(await collect(answer.text)).toEqual({ parts: ["ab"], error: undefined });
  });

  it("hands tool calls out whole, also for a client that wants a stream", async () => {
    const { ask } = setUp({ tool_calls: [{ name: "search", arguments: {} }] });
    expect(await ask(true)).toMatchObject({ kind: "tool-calls", whole: { finish_reason: "tool-calls" } });
  });

  it("rejects when an answer that is not streamed breaks off, since the client has seen nothing", async () => {
    const { ask } = setUp({ tokens: ["a", "b"], fail: { after_tokens: 1 } });
    expect(await rejection(ask(false))).toMatchObject({ code: "provider-status-503", retryable: true });
  });

  it("gives a model up that does not begin, and says that it may be tried again", async () => {
    const { ask, clock } = setUp({ text: "a", delay_ms: 600_000 });
    const failed = rejection(ask(true));
    await clock.advance(50_000);
    expect(await failed).toMatchObject({ code: "provider-timeout", retryable: true });
    expect(clock.sleeping).toBe(0);
  });

  it("does not count the time of an answer that has begun", async () => {
    const { ask, clock } = setUp({ tokens: ["a", "b"], delay_ms: 40_000 });
    const asked = ask(true);
    await clock.advance(40_000);
    const reading = collect((await asked).text);
    await clock.advance(40_000);
    expect(await reading).toEqual({ parts: ["a", "b"], error: undefined });
  });

  it("can be stopped while a part is awaited, by `stop` and by the request's signal", async () => {
    const stopped = setUp({ tokens: ["a", "b"], delay_ms: 50 });
    const asked = stopped.ask(true);
    await stopped.clock.advance(50);
    const answer = await asked;
    const reading = collect(answer.text);
    answer.stop?.(new Error("client gone"));
    expect(await reading).toMatchObject({ parts: ["a"], error: { code: "provider-call-stopped" } });
    expect(stopped.clock.sleeping).toBe(0);

    const cancelled = setUp({ tokens: ["a", "b"], delay_ms: 50 });
    const begun = cancelled.ask(true);
    await cancelled.clock.advance(50);
    const other = collect((await begun).text);
    cancelled.cancel.abort(new Error("cancelled"));
    expect(await other).toMatchObject({ parts: ["a"], error: { code: "provider-call-stopped" } });
  });
});
