import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { chunkText } from "#rag/streaming/chunk-text.ts";

async function* from(parts: readonly string[]) {
  yield* parts;
}
async function chunks(parts: readonly string[], size: number): Promise<string[]> {
  const cut: string[] = [];
  for await (const chunk of chunkText(from(parts), size)) cut.push(chunk);
  return cut;
}
/** Any text cut anywhere, also inside of a surrogate pair. */
const torn = fc
  .array(
    fc
      .array(fc.constantFrom("a", " ", "\n", "\r", "\u{1F600}", "è"), { maxLength: 8 })
      .map((units) => units.join("")),
  )
  .chain((texts) => fc.tuple(fc.constant(texts.join("")), fc.array(fc.nat(60), { maxLength: 6 })));
const tear = ([text, cuts]: readonly [string, readonly number[]]) => {
  const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).toSorted((a, b) => a - b), text.length];
  return places.slice(1).map((end, index) => text.slice(places[index], end));
};

describe("chunkText", () => {
  it("loses nothing, splits no code point and no CR LF, and keeps to the size", async () => {
    await fc.assert(
      fc.asyncProperty(torn, fc.integer({ min: 1, max: 9 }), async (input, size) => {
        const cut = await chunks(tear(input), size);
        expect(cut.join("")).toBe(input[0]);
        for (const [index, chunk] of cut.entries()) {
          expect(chunk).not.toBe("");
          expect(chunk.length).toBeLessThanOrEqual(Math.max(size, 2));
          expect(chunk.isWellFormed()).toBe(true);
          expect(chunk.endsWith("\r") && cut[index + 1]?.startsWith("\n") === true).toBe(false);
        }
      }),
    );
  });

  it("hands on what has come without waiting for more", async () => {
    const iterator = chunkText(
      (async function* () {
        yield "a";
        await new Promise(() => undefined);
      })(),
      10,
    );
    expect(await iterator.next()).toEqual({ done: false, value: "a" });
  });
});
