import fc from "fast-check";
import { expect, test } from "vitest";
import { cut, originOf, originSpan, uncut } from "../../src/mermaid/cut-text.ts";

test("after any cuts, every character is found where it was", () => {
  const ranges = fc.array(fc.tuple(fc.nat(30), fc.nat(5)), { maxLength: 6 }).map((pairs) => {
    let at = 0;
    return pairs.map(([gap, length]) => {
      const start = at + gap;
      at = start + length;
      return { start, end: at };
    });
  });
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), ranges, ranges, (text, first, second) => {
      const inside = (length: number, all: typeof first): typeof first =>
        all.filter(({ end }) => end <= length);
      const once = cut(uncut(text), inside(text.length, first));
      const twice = cut(once, inside(once.text.length, second));
      for (let i = 0; i < twice.text.length; i++) expect(text[originOf(twice, i)]).toBe(twice.text[i]);
    }),
  );
});

test("a span takes what was cut inside it along, and nothing at its ends", () => {
  const text = cut(uncut("ab--cd--ef"), [
    { start: 2, end: 4 },
    { start: 6, end: 8 },
  ]);
  expect(text.text).toBe("abcdef");
  expect(originSpan(text, 0, 2)).toEqual({ start: 0, end: 2 });
  expect(originSpan(text, 2, 4)).toEqual({ start: 4, end: 6 });
  expect(originSpan(text, 1, 5)).toEqual({ start: 1, end: 9 });
  expect(originSpan(text, 3, 3)).toEqual({ start: 5, end: 5 });
});
