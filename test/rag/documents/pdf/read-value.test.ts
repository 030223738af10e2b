import { describe, expect, it } from "vitest";

import { MalformedPdf, readValue } from "#rag/documents/pdf/read-value.ts";

describe("reading a value of a PDF", () => {
  it("keeps strings as they are written, with their brackets and escapes", () => {
    expect(readValue(String.raw`(a (b) \) c) x`, 0)).toEqual({
      value: { kind: "raw", text: String.raw`(a (b) \) c)` },
      end: 12,
    });
    expect(readValue("<48 65> x", 0).value).toEqual({ kind: "raw", text: "<48 65>" });
  });

  it("reads dictionaries, lists, references and escaped names", () => {
    const { value } = readValue("<< /A#42 [1 -2.5 (x)] /R 12 0 R % note\n /N null /Z/Y >>", 0);
    expect(value).toEqual({
      kind: "dict",
      entries: new Map([
        [
          "AB",
          {
            kind: "array",
            items: [
              { kind: "raw", text: "1" },
              { kind: "raw", text: "-2.5" },
              { kind: "raw", text: "(x)" },
            ],
          },
        ],
        ["R", { kind: "ref", number: 12, generation: 0 }],
        ["N", { kind: "raw", text: "null" }],
        ["Z", { kind: "name", name: "Y" }],
      ]),
    });
  });

  it.each(["", "(no end", "<< /A", "<< 1 2 >>", "[1 2", "endobj", "<48", "[".repeat(200)])(
    "refuses %j",
    (text) => {
      expect(() => readValue(text, 0)).toThrow(MalformedPdf);
    },
  );
});
