import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkText } from "../../../src/rag/streaming/chunk-text.ts";
import { allOf, streamOf } from "./sources.ts";

/** Texts rich in what may be split wrongly, given in any parts, also in the middle of a pair. */
const anyParts = fc
  .tuple(
    fc.string({ unit: fc.constantFrom("a", " ", "\n", "\r", "\r\n", "è", "🙂", "👨‍👩‍👧") }),
    fc.array(fc.nat(40)),
  )
  .map(([text, cuts]) => {
    const places = [
      0,
      ...cuts.map((cut) => Math.min(cut, text.length)).toSorted((a, b) => a - b),
      text.length,
    ];
    return places.slice(1).map((end, at) => text.slice(places[at], end));
  });

describe("chunkText", () => {
  it("gives back the whole text, in chunks of at most the size, for any parts", async () => {
    await fc.assert(
      fc.asyncProperty(anyParts, fc.integer({ min: 1, max: 12 }), async (parts, size) => {
        const chunks = await allOf(chunkText(streamOf(...parts).stream, size));
        expect(chunks.join("")).toBe(parts.join(""));
        for (const chunk of chunks) {
          expect(chunk).not.toBe("");
          expect(chunk.length).toBeLessThanOrEqual(Math.max(size, 2));
          expect(chunk.isWellFormed()).toBe(true);
        }
        for (const [at, chunk] of chunks.entries()) {
          expect(chunk.endsWith("\r") && chunks[at + 1]?.startsWith("\n") === true).toBe(false);
        }
      }),
    );
  });

  it("keeps chunks that are blanks alone", async () => {
    expect(await allOf(chunkText(streamOf("a", "  ", "\n", "b").stream, 10))).toEqual(["a", "  ", "\n", "b"]);
  });

  it("hands a part on before it asks for the next", async () => {
    const { stream, state } = streamOf("uno", "due");
    const reader = chunkText(stream, 100);
    expect(await reader.next()).toEqual({ done: false, value: "uno" });
    expect(state.read).toBe(1);
  });

  it("closes the source when the reader stops early", async () => {
    const { stream, state } = streamOf("uno", "due");
    for await (const chunk of chunkText(stream, 2)) {
      expect(chunk).toBe("un");
      break;
    }
    expect(state.closed).toBe(true);
  });

  it("passes a failure on after what came before it", async () => {
    const reader = chunkText(streamOf("uno", new Error("giù")).stream, 100);
    expect((await reader.next()).value).toBe("uno");
    await expect(reader.next()).rejects.toThrow("giù");
  });
});
