import { describe, expect, test } from "vitest";
import { noAnswer, withEvent } from "../../../page/src/data/chat-answer.ts";

describe("an answer", () => {
  test("is put together from its events", () => {
    const events = [
      ["message", "uno "],
      ["message", "due\ntre"],
      ["usage", "{}"],
      ["metadata", JSON.stringify({ citations: [{ title: "Decreto", source: "GU" }] })],
      ["message", "[DONE]"],
    ] as const;
    const answer = events.reduce(
      (now, [event, data], at) => withEvent(now, { event, data }, at + 1),
      noAnswer,
    );
    expect(answer).toEqual({ text: "uno due\ntre", sources: ["Decreto (GU)"], failure: null, firstMs: 1 });
  });

  test("that broke off says why, even in a form that is not known", () => {
    const failure = (data: string) => withEvent(noAnswer, { event: "error", data }, 1).failure;
    expect(failure('{"code":"llm-failed","message":"The model is gone."}')).toBe("The model is gone.");
    expect(failure('{"code":"llm-failed"}')).toBe("llm-failed");
    expect(failure("<html>")).toBe("The answer broke off.");
  });
});
