import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { layOutWords } from "#rag/documents/parsers/lay-out-words.ts";

/** A word of letters 5 wide and 10 high. */
const word = (text: string, x: number, y: number) => ({ text, x, y, w: text.length * 5, h: 10 });

describe("layOutWords", () => {
  it("puts amounts below the head of their column", () => {
    const words = [
      word("codice", 0, 0),
      word("debito", 100, 0),
      word("credito", 200, 0),
      word("1001", 0, 15),
      word("10,00", 100, 15),
      word("6099", 0, 30),
      word("20,00", 200, 30),
    ];
    expect(layOutWords(words).split("\n")).toEqual([
      "codice              debito              credito",
      "1001                10,00",
      "6099                                    20,00",
    ]);
  });

  it("puts one space between words and none between pieces of a word", () => {
    expect(layOutWords([word("per", 0, 0), word("ché", 15, 0), word("no", 35, 0)])).toBe("perché no");
  });

  it("follows a line that slopes, and orders its words from the left", () => {
    const words = Array.from({ length: 20 }, (_, i) => word("parola", i * 35, i * 0.6)).toReversed();
    expect(layOutWords([...words, word("sotto", 0, 24)]).split("\n")).toHaveLength(2);
  });

  it("writes a wide gap between lines as an empty line", () => {
    expect(layOutWords([word("sopra", 0, 0), word("sotto", 0, 60)])).toBe("sopra\n\nsotto");
  });

  it("loses no word and needs no more room than it must, whatever the coordinates", () => {
    const coordinate = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(1e9, -1e9));
    const words = fc.array(fc.record({ x: coordinate, y: coordinate, w: fc.nat(500), h: fc.nat(50) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(words, (boxes) => {
        const text = layOutWords(boxes.map((box, i) => ({ ...box, text: `w${i};` })));
        for (let i = 0; i < boxes.length; i++) expect(text).toContain(`w${i};`);
        expect(text.length).toBeLessThan(boxes.length * 320 + 1);
      }),
    );
  });
});
