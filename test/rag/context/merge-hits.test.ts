import { describe, expect, it } from "vitest";

import { mergeHits, toPassages } from "../../../src/rag/context/merge-hits.ts";
import { searchText } from "../../../src/rag/context/search-text.ts";
import { hit } from "../../steps/support/knowledge.ts";

describe("mergeHits", () => {
  it("takes the first list first and each passage once", () => {
    const merged = mergeHits([hit({ id: "b" }), hit({ id: "a" })], [hit({ id: "a" }), hit({ id: "c" })]);
    expect(merged.map(({ id }) => id)).toEqual(["b", "a", "c"]);
  });
});

describe("toPassages", () => {
  it("keeps the order in which the context used them and leaves out what it did not use", () => {
    const passages = toPassages(
      [hit({ id: "a" }), hit({ id: "b" }), hit({ id: "c" })],
      ["c", "a", "unknown"],
    );
    expect(passages.map(({ id }) => id)).toEqual(["c", "a"]);
    expect(Object.keys(passages[0] ?? {})).toEqual(["id", "title", "text", "source", "score"]);
  });
});

describe("searchText", () => {
  it("adds the full name of a law that the question shortens, once", () => {
    const law = { kind: "law", text: "decreto IVA", value: "DPR 633/1972", start: 0, end: 11 } as const;
    expect(searchText("art. del decreto IVA", [law, law])).toBe("art. del decreto IVA DPR 633/1972");
  });

  it("does not search for placeholders, which no source holds", () => {
    expect(searchText("Sono [NOME_1] ([CF_12]): quando pago l'IVA [oggi]?", [])).toBe(
      "Sono ( ): quando pago l'IVA [oggi]?",
    );
  });

  it("does not search for the amounts and dates of the asker's case", () => {
    const money = { kind: "money", text: "1.500 €", value: "1500.00 EUR", start: 0, end: 7 } as const;
    expect(searchText("IVA su 1.500 €", [money])).toBe("IVA su 1.500 €");
  });
});
