import { describe, expect, it } from "vitest";
import { beginAnswer } from "../../../src/rag/llm/begin-answer.ts";
import type { ModelPart } from "../../../src/rag/llm/model-part.ts";
import { ProviderError } from "../../../src/rag/llm/provider-error.ts";
import { collect, rejection } from "./collect.ts";

const finish: ModelPart = { kind: "finish", reason: "stop", usage: { input_tokens: 3, output_tokens: 2 } };
const text = (value: string): ModelPart => ({ kind: "text", text: value });
const call = (id: string): ModelPart => ({
  kind: "tool-call",
  call: { id, name: "search", arguments: { q: id } },
});

/** A source of parts that records whether it was closed; an `Error` among them is thrown. */
function source(...parts: readonly (ModelPart | Error)[]) {
  const halt = new AbortController();
  const record = { closed: false, stopped: undefined as Error | undefined, read: 0 };
  async function* play(): AsyncGenerator<ModelPart> {
    try {
      for (const part of parts) {
        record.read++;
        if (part instanceof Error) throw part;
        yield part;
      }
    } finally {
      record.closed = true;
    }
  }
  const stop = (reason: Error) => {
    record.stopped = reason;
    halt.abort(reason);
  };
  return { record, halt, source: { provider: "p", parts: play(), signal: halt.signal, stop } };
}

describe("an answer that begins with text", () => {
  it("is handed out at its first part and gives every character of the rest", async () => {
    const { source: from, record } = source(text("Il "), text("22"), text(""), text(" %\n"), finish);
    const answer = await beginAnswer(from);
    expect(record.read).toBe(1);
    expect(answer).toMatchObject({ kind: "text", tool_calls: [] });
    expect(await collect(answer.text)).toEqual({ parts: ["Il ", "22", " %\n"], error: undefined });
    expect(await answer.completion).toEqual({
      text: "Il 22 %\n",
      tool_calls: [],
      usage: { input_tokens: 3, output_tokens: 2 },
      finish_reason: "stop",
    });
  });

  it("keeps blanks that come before the first word", async () => {
    const answer = await beginAnswer(source(text(""), text("\n "), text("Sì"), finish).source);
    expect((await collect(answer.text)).parts.join("")).toBe("\n Sì");
  });

  it("breaks off with a `ProviderError` in the text and in the completion", async () => {
    const failure = new ProviderError("p", "down", { retryable: true });
    const answer = await beginAnswer(source(text("Il "), failure).source);
    expect(await collect(answer.text)).toEqual({ parts: ["Il "], error: failure });
    await expect(answer.completion).rejects.toBe(failure);
  });

  it("does not take an end without a finish for the end of the answer", async () => {
    const answer = await beginAnswer(source(text("Il ")).source);
    expect((await collect(answer.text)).error).toMatchObject({ code: "provider-broke-off", retryable: true });
  });

  it("stops the call when the reader leaves early", async () => {
    const { source: from, record } = source(text("a"), text("b"), finish);
    const answer = await beginAnswer(from);
    for await (const part of answer.text) {
      expect(part).toBe("a");
      break;
    }
    expect(record.stopped).toBeInstanceOf(ProviderError);
    await expect(answer.completion).rejects.toMatchObject({ code: "provider-call-stopped" });
  });

  it("settles its completion when the call is stopped and nobody reads", async () => {
    const { source: from, halt } = source(text("a"), text("b"), finish);
    const answer = await beginAnswer(from);
    halt.abort(new Error("client gone"));
    await expect(answer.completion).rejects.toMatchObject({
      code: "provider-call-stopped",
      retryable: false,
    });
    expect((await collect(answer.text)).error).toMatchObject({ code: "provider-call-stopped" });
  });

  it("can be read once", async () => {
    const answer = await beginAnswer(source(text("a"), finish).source);
    await collect(answer.text);
    expect(() => answer.text[Symbol.asyncIterator]()).toThrow("read a second time");
  });

  it("carries tool calls that come after the text in its completion", async () => {
    const answer = await beginAnswer(source(text("Cerco."), call("1"), finish).source);
    await collect(answer.text);
    expect(await answer.completion).toMatchObject({ finish_reason: "tool-calls", tool_calls: [{ id: "1" }] });
  });
});

describe("an answer that begins with a tool call", () => {
  it("is read to its end before it is handed out", async () => {
    const { source: from, record } = source(text(" "), call("1"), call("2"), finish);
    const answer = await beginAnswer(from);
    expect(record.closed).toBe(true);
    expect(answer.kind).toBe("tool-calls");
    expect(answer.tool_calls.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(await answer.completion).toMatchObject({ finish_reason: "tool-calls" });
  });

  it("rejects when it breaks off before its end", async () => {
    expect(await rejection(beginAnswer(source(call("1"), new TypeError("terminated")).source))).toMatchObject(
      {
        code: "provider-unreachable",
        retryable: true,
      },
    );
    expect(await rejection(beginAnswer(source(call("1")).source))).toMatchObject({
      code: "provider-broke-off",
    });
  });
});

describe("an answer that does not begin", () => {
  it.each([
    ["fails before its first part", [new Error("secret question text")], "provider-failed", false],
    ["ends without a word", [finish], "provider-empty-answer", true],
    ["has blanks alone", [text(" \n"), finish], "provider-empty-answer", true],
    ["ends without anything", [], "provider-empty-answer", true],
    ["is held back by a filter", [{ ...finish, reason: "content-filter" }], "provider-declined", false],
  ] as const)("rejects when it %s", async (_, parts, code, retryable) => {
    const error = await rejection(beginAnswer(source(...parts).source));
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ code, retryable });
    expect(String(error)).not.toContain("secret");
  });

  it("rejects at once when it was stopped before it began, with the reason given", async () => {
    const { source: from, halt } = source(text("a"), finish);
    const late = new ProviderError("p", "too late", { code: "provider-timeout", retryable: true });
    halt.abort(late);
    expect(await rejection(beginAnswer(from))).toBe(late);
  });
});
