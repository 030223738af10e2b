import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { checkAttachments } from "#rag/documents/safety/check-attachments.ts";
import { sanitizeDocument } from "#rag/documents/safety/sanitize-document.ts";

import { settings } from "../../../steps/support/settings.ts";
import { fileOf, fixture } from "../support/fixture.ts";

const limits = { ...settings().documents, max_inflated_bytes: 4 * 1024 * 1024 };
const files = [
  "ostili/script-e-allegato.pdf",
  "ostili/macro.docx",
  "altro/preventivo.xlsx",
  "ostili/entita-esterna.xml",
  "fattura/firmata.xml.p7m",
  "busta-paga/troncata.png",
];

/** The file with some bytes replaced and its end cut off. */
const damage = fc.record({
  cut: fc.double({ min: 0.05, max: 1, noNaN: true }),
  bytes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
    maxLength: 40,
  }),
});

describe("broken files", () => {
  it.each(files)("%s is measured and freed of threats, or refused, however it is broken", (path) => {
    const whole = fixture(path).bytes;
    fc.assert(
      fc.property(damage, ({ cut, bytes }) => {
        const broken = Buffer.from(whole.subarray(0, Math.ceil(whole.length * cut)));
        for (const [at, byte] of bytes) broken[Math.floor(at * (broken.length - 1))] = byte;
        const file = fileOf("a", broken);
        const problems = checkAttachments([file], limits, new AbortController().signal);
        if (problems.length > 0) return;
        const once = sanitizeDocument(file, limits);
        expect(sanitizeDocument(once.file, limits).threats).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
