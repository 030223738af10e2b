import { describe, expect, test } from "vitest";
import { eventsOfWhole, noAnswer, withEvent } from "../../../page/src/data/chat-answer.ts";

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

  test("in one piece is told as a stream would tell it", () => {
    const text = JSON.stringify({
      message: { role: "assistant", content: "tutto" },
      citations: [{ title: "Decreto", source: "GU", url: "https://example.it" }],
      session_id: null,
    });
    const answer = eventsOfWhole(text).reduce((now, event) => withEvent(now, event, 3), noAnswer);
    expect(answer).toEqual({ text: "tutto", sources: ["Decreto (GU)"], failure: null, firstMs: 3 });
    expect(() => eventsOfWhole("<html>")).toThrow("What the answer holds is not what this page knows");
  });
});
