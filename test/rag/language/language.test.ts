import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stemsOf } from "../../../src/rag/language/stems.ts";
import { createThesaurus, readThesaurus } from "../../../src/rag/language/thesaurus.ts";
import { splitWords } from "../../../src/rag/language/words.ts";
import { temporaryPath } from "../storage/temporary.ts";

test.each([
  ["Perché l'IVA dell’anno?", ["perche", "l", "iva", "dell", "anno"]],
  ["85.000 euro, 13,5 e 1.234.567,89", ["85000", "euro", "13_5", "e", "1234567_89"]],
  ["il T.F.R. e la p. i.v.a.", ["il", "tfr", "e", "la", "piva"]],
  ["il modello F24 (art. 16-bis)", ["il", "modello", "f24", "art", "16", "bis"]],
  ["", []],
])("the words of %j", (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

test("accents, case and forms of a word make no difference to its stem", () => {
  expect(stemsOf("società")).toEqual(stemsOf("SOCIETA"));
  expect(stemsOf("i contributi versati")).toEqual(stemsOf("il contributo versato"));
  expect(stemsOf("Le fatture")).toEqual(stemsOf("fattura"));
});

test("words that ask are kept where questions are compared, and what denies is always kept", () => {
  expect(stemsOf("Quando non si paga?")).toEqual(stemsOf("non paga"));
  expect(stemsOf("Quando non si paga?", "questions")).toEqual([
    ...stemsOf("quando", "questions"),
    ...stemsOf("non paga"),
  ]);
});

test("splitting never fails and gives words without blanks or marks, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const word of splitWords(text)) expect(word).toMatch(/^[\p{L}\p{N}_]+$/u);
    }),
  );
});

const thesaurus = createThesaurus([
  ["TFR", "trattamento di fine rapporto", "fine rapporto"],
  ["pagare", "versare", "TFR"],
]);

test("every term of a group becomes one token, the longest first, and a term belongs to its first group", () => {
  expect(thesaurus.canonical(stemsOf("versare il trattamento di fine rapporto"))).toEqual([
    "=pagare",
    "=tfr",
  ]);
  expect(thesaurus.canonical(stemsOf("la fine del rapporto e il TFR pagato"))).toEqual([
    "=tfr",
    "=tfr",
    "=pagare",
  ]);
  expect(thesaurus.canonical(stemsOf("trattamento speciale"))).toEqual(stemsOf("trattamento speciale"));
});

test("alternatives are the other terms of the groups that occur, each group once", () => {
  const alternatives = thesaurus.alternatives(stemsOf("TFR e di nuovo TFR"));
  expect(alternatives).toEqual([stemsOf("trattamento di fine rapporto"), stemsOf("fine rapporto")]);
  expect(thesaurus.alternatives(stemsOf("ferie"))).toEqual([]);
});

test("a thesaurus with other groups has another id", () => {
  expect(createThesaurus([["a", "b"]]).id).not.toBe(createThesaurus([["a", "c"]]).id);
});

test("a thesaurus file that is missing, no YAML or of another shape is named", () => {
  const file = temporaryPath("thesaurus.yml");
  expect(() => readThesaurus(file)).toThrow(
    expect.objectContaining({ code: "thesaurus-unreadable", message: expect.stringContaining(file) }),
  );
  writeFileSync(file, "synonyms: [a");
  expect(() => readThesaurus(file)).toThrow(expect.objectContaining({ code: "thesaurus-unreadable" }));
  writeFileSync(file, "synonyms: [[alone]]");
  expect(() => readThesaurus(file)).toThrow(
    expect.objectContaining({ code: "thesaurus-invalid", message: expect.stringContaining(file) }),
  );
});
