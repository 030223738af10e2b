import { describe, expect, it } from "vitest";

import { citationsOf } from "#rag/llm/citations.ts";

const passage = (title: string) => ({ id: title, title, text: "…", source: "DPR 633/1972", score: 1 });
const passages = [passage("A"), passage("B"), passage("A"), passage("C")];
const titles = (text?: string) => citationsOf(passages, text).map(({ title }) => title);

describe("citationsOf", () => {
  it("names each source once, in the order of the passages", () => {
    expect(titles()).toEqual(["A", "B", "C"]);
  });

  it("names only the passages that the text names", () => {
    expect(titles("Il 22% [4], come detto [2]. [4]")).toEqual(["B", "C"]);
  });

  it("names all where the text names none that exists", () => {
    expect(titles("Nel [2026] vale altro [0] [9].")).toEqual(["A", "B", "C"]);
  });
});
