import { describe, expect, it } from "vitest";
import { createScriptedProvider } from "../../../src/rag/llm/scripted-provider.ts";
import { scriptedTurnSchema, type ScriptedTurn } from "../../../src/rag/llm/scripted-turn.ts";
import type { ModelRequest } from "../../../src/rag/llm/types.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { collect, rejection } from "./collect.ts";

function request(signal: AbortSignal = new AbortController().signal): ModelRequest {
  return { model: "m", messages: [{ role: "user", content: "domanda" }], temperature: 0, signal };
}

function provider(script: readonly ScriptedTurn[], clock = createFakeClock({ autoAdvance: true })) {
  return createScriptedProvider({ name: "script", script, clock });
}

describe("createScriptedProvider", () => {
  it("says a text word by word and loses nothing of it", async () => {
    const answer = await provider([{ text: "  Il 22 per\ncento. " }]).call(request());
    const { parts } = await collect(answer.text);
    expect(parts.join("")).toBe("  Il 22 per\ncento. ");
    expect(parts.length).toBeGreaterThan(2);
    expect(await answer.completion).toMatchObject({ finish_reason: "stop", usage: { input_tokens: 12 } });
  });

  it("waits before each token on the clock it is given", async () => {
    const clock = createFakeClock();
    const begun = provider([{ tokens: ["a", "b"], delay_ms: 50 }], clock).call(request());
    await clock.advance(50);
    const answer = await begun;
    const reader = answer.text[Symbol.asyncIterator]();
    expect(await reader.next()).toEqual({ done: false, value: "a" });
    const second = reader.next();
    await clock.advance(49);
    expect(clock.sleeping).toBe(1);
    await clock.advance(1);
    expect(await second).toEqual({ done: false, value: "b" });
  });

  it("asks for tools with ids of its own where the script gives none", async () => {
    const tool_calls = [
      { name: "search", arguments: { q: "iva" } },
      { id: "x", name: "faq", arguments: {} },
    ];
    const answer = await provider([{ tool_calls }]).call(request());
    expect(answer).toMatchObject({
      kind: "tool-calls",
      tool_calls: [{ id: "call_1", name: "search" }, { id: "x" }],
    });
  });

  it("fails before the first token", async () => {
    const down = provider([{ fail: { before_first: true } }, { fail: { before_first: true, status: 401 } }]);
    expect(await rejection(down.call(request()))).toMatchObject({ status: 503, retryable: true });
    expect(await rejection(down.call(request()))).toMatchObject({ status: 401, retryable: false });
  });

  it("fails after as many tokens as it is told, also after the last", async () => {
    const broken = provider([
      { tokens: ["a", "b", "c"], fail: { after_tokens: 2, message: "giù", retryable: false } },
      { tokens: ["a"], fail: { after_tokens: 1 } },
    ]);
    const first = await collect((await broken.call(request())).text);
    expect(first).toMatchObject({ parts: ["a", "b"], error: { message: "giù", retryable: false } });
    expect(await collect((await broken.call(request())).text)).toMatchObject({
      parts: ["a"],
      error: { status: 503 },
    });
  });

  it("says clearly that its script is used up", async () => {
    const short = provider([{ text: "uno" }]);
    await short.call(request());
    expect(await rejection(short.call(request()))).toMatchObject({
      code: "script-used-up",
      message: "The script of `script` has 1 turns, and this is call 2.",
      retryable: false,
    });
  });

  it("stops waiting when the call is aborted", async () => {
    const halt = new AbortController();
    const clock = createFakeClock();
    const begun = rejection(provider([{ text: "a", delay_ms: 1000 }], clock).call(request(halt.signal)));
    halt.abort(new Error("gone"));
    expect(await begun).toMatchObject({ code: "provider-call-stopped" });
  });
});

describe("scriptedTurnSchema", () => {
  it("refuses a turn with an unknown key or two ways to fail", () => {
    expect(scriptedTurnSchema.safeParse({ txt: "a" }).success).toBe(false);
    expect(scriptedTurnSchema.safeParse({ fail: { before_first: true, after_tokens: 1 } }).success).toBe(
      false,
    );
  });
});
