import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { cutChunks } from "#rag/ingestion/cut-chunks.ts";

const size = { chunk_characters: 80, overlap_characters: 30 };

describe("cutChunks", () => {
  it("leaves a short text whole", () => {
    expect(cutChunks("  Una frase. Un'altra.  ", size)).toEqual(["Una frase. Un'altra."]);
    expect(cutChunks(" \n ", size)).toEqual([]);
  });

  it("cuts at the ends of sentences and repeats the last ones that fit the overlap", () => {
    const text =
      "Il termine scade il sedici del mese. Chi paga dopo versa un interesse. Lo dice l'art. 13 del decreto. Vale per tutti.";
    expect(cutChunks(text, size)).toEqual([
      "Il termine scade il sedici del mese. Chi paga dopo versa un interesse.",
      "Lo dice l'art. 13 del decreto. Vale per tutti.",
    ]);
    expect(cutChunks(text, { ...size, overlap_characters: 40 })).toEqual([
      "Il termine scade il sedici del mese. Chi paga dopo versa un interesse.",
      "Chi paga dopo versa un interesse. Lo dice l'art. 13 del decreto. Vale per tutti.",
    ]);
  });

  it("cuts a sentence that is too long at its blanks", () => {
    const chunks = cutChunks("parola ".repeat(60), { chunk_characters: 50, overlap_characters: 0 });
    expect(chunks.every((chunk) => /^(?:parola ?)+$/.test(chunk))).toBe(true);
    expect(chunks.join(" ").split(" ")).toHaveLength(60);
  });

  it("loses no word, keeps every chunk within its size, and ends, whatever the text", () => {
    const word = fc.stringMatching(/^[a-zà-ü]{1,12}[.!?]?$/);
    const sizes = fc.record({
      chunk_characters: fc.integer({ min: 20, max: 200 }),
      overlap_characters: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 120 }), sizes, (words, any) => {
        const chunks = cutChunks(words.map((one, at) => `${one}${at}`).join(" "), any);
        for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(any.chunk_characters);
        const found = new Set(chunks.join(" ").split(/\s+/));
        for (const [at, one] of words.entries()) expect(found).toContain(`${one}${at}`);
      }),
    );
  });

  it("never cuts a character in two", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 40 }), (chunk_characters) => {
        const chunks = cutChunks("😀".repeat(100), { chunk_characters, overlap_characters: 5 });
        expect(chunks.every((chunk) => chunk.isWellFormed())).toBe(true);
      }),
    );
  });
});
