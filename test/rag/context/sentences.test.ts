import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../../src/rag/context/sentences.ts";

describe("splitSentences", () => {
  it("splits at the ends of sentences and of lines", () => {
    expect(splitSentences("Prima frase. Seconda? Terza!\nQuarta")).toEqual([
      "Prima frase. ",
      "Seconda? ",
      "Terza!\n",
      "Quarta",
    ]);
  });

  it.each([
    "Si applica l'art. 10 del D.P.R. 26 ottobre 1972.",
    "Vale per la S.r.l. Rossi e il sig. Bianchi.",
    "Il comma 54 della L. 190/2014, cfr. Circ. 10/E.",
    "L'importo è di 1.500,50 euro ecc. Tutto qui.",
  ])("keeps `%s` in one piece", (text) => {
    expect(splitSentences(text)).toEqual([text]);
  });

  it("loses nothing of any text", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(". ", "art. ", "! ", "\n\n", "…", "A", "a", "»", "?! "),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        expect(splitSentences(text).join("")).toBe(text);
      }),
    );
  });
});
