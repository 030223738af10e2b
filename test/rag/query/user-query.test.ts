import { describe, expect, it } from "vitest";

import { toMessages } from "../../../src/rag/query/to-messages.ts";
import { lastUserQuery, queryComplexity } from "../../../src/rag/query/user-query.ts";

describe("lastUserQuery", () => {
  it("is the last user message, also when another role spoke after it", () => {
    const messages = [
      { role: "user", content: "prima" },
      { role: "user", content: "  seconda\n\t domanda " },
      { role: "assistant", content: "risposta" },
    ] as const;
    expect(lastUserQuery(messages)).toBe("seconda domanda");
  });

  it("is empty when the user said nothing", () => {
    expect(lastUserQuery([{ role: "assistant", content: "Buongiorno" }])).toBe("");
    expect(lastUserQuery([])).toBe("");
  });
});

describe("queryComplexity", () => {
  it.each([
    [0, "simple"],
    [49, "simple"],
    [50, "medium"],
    [149, "medium"],
    [150, "complex"],
  ])("calls %i characters %s", (length, complexity) => {
    expect(queryComplexity("a".repeat(length))).toBe(complexity);
  });
});

describe("toMessages", () => {
  it("makes texts typed on two systems the same text", () => {
    const [windows, unix] = toMessages([
      { role: "user", content: "perche\u0301\r\nsì" },
      { role: "user", content: "perch\u00e9\nsì" },
    ]);
    expect(windows).toEqual(unix);
  });
});
