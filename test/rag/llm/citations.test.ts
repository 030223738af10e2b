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

  it("names what a tool worked out for the question where the text names none", () => {
    const worked = { ...passage("D"), complete: true };
    expect(citationsOf([...passages, worked], "Sono 121,96 euro.").map(({ title }) => title)).toEqual(["D"]);
  });

  it("names all where the text names none that exists", () => {
    expect(titles("Nel [2026] vale altro [0] [9].")).toEqual(["A", "B", "C"]);
  });

  describe("of attachments", () => {
    const read = (page: number, start: number | null) => ({
      ...passage("f24.pdf"),
      place: { document: "a", page, span: start === null ? null : { start, end: start + 5 } },
    });
    const attached = [passage("A"), read(1, 40), read(1, 10), read(1, 40), read(2, null)];

    it("are one a page, with every place once in its order, and without what was not attached", () => {
      expect(citationsOf(attached)).toEqual([
        {
          title: "f24.pdf",
          source: "pagina 1, caratteri 10-15, 40-45",
          page: 1,
          spans: [
            { start: 10, end: 15 },
            { start: 40, end: 45 },
          ],
        },
        { title: "f24.pdf", source: "pagina 2", page: 2, spans: [] },
      ]);
    });

    it("are only those that the text names", () => {
      expect(citationsOf(attached, "Sì [3], e [1].").map(({ source }) => source)).toEqual([
        "DPR 633/1972",
        "pagina 1, caratteri 10-15",
      ]);
    });
  });
});
