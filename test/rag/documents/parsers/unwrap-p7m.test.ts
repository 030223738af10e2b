import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { unwrapP7m } from "#rag/documents/parsers/unwrap-p7m.ts";

import { toBerP7m, toDetachedP7m, toP7m } from "../../../fixtures/documents/make/envelope.ts";

const content = (bytes: Uint8Array) => {
  const unwrapped = unwrapP7m(bytes);
  return unwrapped.kind === "content" ? Buffer.from(unwrapped.bytes) : unwrapped;
};
/** Never the first byte of an envelope, so that nobody looks for one more inside. */
const documents = fc
  .uint8Array({ minLength: 0, maxLength: 5000 })
  .map((bytes) => Buffer.from([0x3c, ...bytes]));

describe("unwrapP7m", () => {
  it("takes the document out of DER, BER with open lengths, base64 and PEM", () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 900 }), (document, chunk) => {
        const der = toP7m(document);
        const lines = der.toString("base64").replaceAll(/.{64}/g, "$&\n");
        expect(content(der)).toEqual(document);
        expect(content(toBerP7m(document, chunk))).toEqual(document);
        expect(content(Buffer.from(lines))).toEqual(document);
        expect(content(Buffer.from(`-----BEGIN PKCS7-----\n${lines}\n-----END PKCS7-----\n`))).toEqual(
          document,
        );
      }),
      { numRuns: 50 },
    );
  });

  it("opens an envelope inside an envelope, and counts them", () => {
    const document = Buffer.from("<a/>");
    expect(unwrapP7m(toP7m(toBerP7m(document)))).toMatchObject({ kind: "content", envelopes: 2 });
    const seven = Array.from({ length: 7 }).reduce<Buffer>((inner) => toP7m(inner), document);
    expect(unwrapP7m(seven)).toMatchObject({ kind: "refused", reason: expect.stringContaining("più di 5") });
  });

  it("says that a detached signature has no document", () => {
    expect(unwrapP7m(toDetachedP7m())).toEqual({
      kind: "refused",
      reason: "la firma è separata dal documento: la busta non lo contiene",
    });
  });

  it("refuses what is no envelope, cut off or changed, without an exception", () => {
    const whole = toBerP7m(Buffer.from("<a>some text of a document</a>"), 7);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        expect(unwrapP7m(whole.subarray(0, at)).kind).toBe("refused");
        const changed = Buffer.from(whole);
        changed[at] = byte;
        expect(["content", "refused"]).toContain(unwrapP7m(changed).kind);
      }),
    );
    expect(unwrapP7m(Buffer.from("%PDF-1.7")).kind).toBe("refused");
    expect(unwrapP7m(new Uint8Array()).kind).toBe("refused");
  });

  it("gives up on open lengths nested without end", () => {
    const nested = Buffer.from("3080".repeat(5000), "hex");
    expect(unwrapP7m(nested).kind).toBe("refused");
  });
});
