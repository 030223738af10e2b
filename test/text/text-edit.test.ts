import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, withoutOverlaps } from "../../src/text/text-edit.ts";

const edit = (start: number, end: number, text: string) => ({ span: { start, end }, text });

describe("applyEdits", () => {
  it("replaces, removes and inserts at places of the text as it was", () => {
    const edits = [edit(6, 11, "there"), edit(0, 0, "Oh, "), edit(4, 5, "")];
    expect(applyEdits("hello world", edits)).toBe("Oh, hell there");
  });

  it("keeps the order of what is inserted at one place", () => {
    expect(applyEdits("ad", [edit(1, 1, "b"), edit(1, 1, "c")])).toBe("abcd");
  });

  it.each([[[edit(0, 3, "x"), edit(2, 4, "y")]], [[edit(3, 9, "x")]], [[edit(3, 2, "x")]]])(
    "refuses %j, of which the right one cannot be told",
    (edits) => {
      expect(() => applyEdits("abcd", edits)).toThrow(RangeError);
    },
  );

  it("leaves every letter outside the edits as it was", () => {
    const places = fc.array(fc.nat(40), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.string({ minLength: 40, maxLength: 40, unit: "grapheme-ascii" }),
        places,
        (text, cuts) => {
          const sorted = cuts.toSorted((a, b) => a - b);
          const edits = sorted.flatMap((start, at) =>
            at % 2 === 0 ? [edit(start, sorted[at + 1] ?? start, "")] : [],
          );
          const kept = Array.from(text).filter(
            (_, at) => !edits.some(({ span }) => span.start <= at && at < span.end),
          );
          expect(applyEdits(text, edits)).toBe(kept.join(""));
        },
      ),
    );
  });
});

it("leaves out the later of two edits of one place", () => {
  const [first, second, third] = [edit(0, 3, "x"), edit(2, 4, "y"), edit(4, 5, "z")];
  expect(withoutOverlaps([third, second, first])).toEqual([first, third]);
});
