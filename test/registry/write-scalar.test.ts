import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { writeScalar } from "../../src/registry/write-scalar.ts";

test("a plain text stays as it is", () => {
  for (const text of ["Ask the customer", "ChatbotController.chat_stream Setup SSE", "score at least 0.90?"])
    expect(writeScalar(text)).toBe(text);
});

test("whatever the text, YAML reads it back, alone, in a mapping and in a list", () => {
  const words = fc.constantFrom(
    "no",
    "Yes",
    "null",
    "1e3",
    "0x1",
    "a: b",
    "a #b",
    "- x",
    "[a]",
    "{",
    "'",
    '"',
    "<<",
    "=",
  );
  const texts = fc.oneof(
    words,
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.string({ unit: "grapheme" }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const written = writeScalar(text);
      expect(written).not.toMatch(/[\r\n]/);
      expect(parse(`label: ${written}\n`)).toEqual({ label: text });
      expect(parse(`[{ label: ${written}, other: 1 }]`)).toEqual([{ label: text, other: 1 }]);
    }),
    { numRuns: 3000 },
  );
});
