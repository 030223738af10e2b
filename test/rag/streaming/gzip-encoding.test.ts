import { constants, gunzipSync } from "node:zlib";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { gzipEncoding } from "#rag/streaming/gzip-encoding.ts";

describe("gzipEncoding", () => {
  it("gives all bytes of a text at once, and a whole file in the end", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { maxLength: 5 }),
        async (texts) => {
          const encoding = gzipEncoding();
          const sent: Uint8Array[] = [];
          for (const [index, text] of texts.entries()) {
            sent.push(await encoding.encode(text));
            const readable = gunzipSync(Buffer.concat(sent), {
              finishFlush: constants.Z_SYNC_FLUSH,
            }).toString();
            expect(readable).toBe(texts.slice(0, index + 1).join(""));
          }
          sent.push(await encoding.finish());
          expect(gunzipSync(Buffer.concat(sent)).toString()).toBe(texts.join(""));
        },
      ),
      { numRuns: 30 },
    );
  });
});
