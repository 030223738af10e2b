import { describe, expect, test } from "vitest";
import { queryText, readFilters } from "../../../page/src/data/run-query.ts";

describe("filters in the address", () => {
  test("come back as they were written", () => {
    const filters = {
      status: "failed",
      step: "LLMCall",
      outcome: "Sì & no",
      min_ms: 12.5,
      text: "a=b",
    } as const;
    expect(readFilters(queryText(filters))).toEqual(filters);
    expect(queryText({})).toBe("");
    expect(readFilters("")).toEqual({});
  });

  test("that make no sense are left out, the others stay", () => {
    expect(readFilters("?status=lost&min_ms=-1&max_ms=x&text=&step=End&limit=9&evil=1")).toEqual({
      step: "End",
    });
  });
});
