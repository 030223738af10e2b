import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonError, jsonErrorOffset } from "../../src/text/json-error.ts";

test.each([
  ["", 0],
  ["{", 1],
  ['{"a": 1,}', 8],
  ["[1, 2,, 3]", 6],
  ["nonsense", 0],
  ['{"a" 1}', 5],
  ['{"a": tru}', 6],
  ["[1] 2", 4],
  ["{} }", 3],
  ['["open]', 1],
  ["[01]", 1],
  ["{'a': 1}", 1],
])("%j stops being JSON at %i", (text, offset) => {
  expect(jsonErrorOffset(text)).toBe(offset);
});

test.each([
  ['{"a": 1 "b": 2}', "`,` or `}`", '{"a": 1, "b": 2}'],
  ['{"a" 1}', "`:`", '{"a": 1}'],
  ['{"a": 1,}', "a key in double quotes", '{"a": 1}'],
  ["[1, 2,]", "a value", "[1, 2]"],
  ["{'a': 1}", "a key in double quotes or `}`", undefined],
  ["[1", "`,` or `]`", undefined],
  ["", "a value", undefined],
  ["[1] 2", "the end", undefined],
])("%j lacks %s, and is mended where one mark is the mistake", (text, expected, mended) => {
  expect(jsonError(text)).toMatchObject({ expected, mended });
});

test("a text that is JSON is read to its end", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(jsonErrorOffset(text)).toBe(text.length);
    }),
  );
});

test("a text stops being JSON exactly when JSON.parse refuses it", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"a"',
    "1",
    "-",
    "true",
    "null",
    " ",
    "x",
    "1.",
    "1e5",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join("");
      let legal = true;
      try {
        JSON.parse(text);
      } catch {
        legal = false;
      }
      // What is cut off is wrong at its end, so the offset alone does not tell; what is legal is read to its end.
      expect(jsonErrorOffset(text)).toBeLessThanOrEqual(text.length);
      if (legal) expect(jsonErrorOffset(text)).toBe(text.length);
    }),
    { numRuns: 2000 },
  );
});
