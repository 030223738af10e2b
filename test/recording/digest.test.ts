import { expect, test } from "vitest";
import { digestOf } from "../../src/recording/digest.ts";
import { plainValue } from "../../src/recording/plain-value.ts";

test("a short value is kept as it is", () => {
  expect(digestOf({ domain: "tax", confidence: 0.8 })).toEqual({ domain: "tax", confidence: 0.8 });
  expect(digestOf(null)).toBe(null);
});

test("a long text or list is kept as its size and a hash that another one does not have", () => {
  const one = digestOf("a".repeat(200));
  expect(one).toMatch(/^\(200 characters, [0-9a-f]{10}\)$/);
  expect(digestOf(`${"a".repeat(199)}b`)).not.toBe(one);
  expect(digestOf(Array.from({ length: 60 }, (_, at) => at))).toMatch(/^\(60 entries, [0-9a-f]{10}\)$/);
});

test("a long object is kept field by field as long as that is short itself", () => {
  const value = { kind: "tax", reasoning: "long ".repeat(40) };
  expect(digestOf(value)).toEqual({ kind: "tax", reasoning: expect.stringMatching(/^\(200 characters, /) });
  const many = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`field_${at}`, at]));
  expect(digestOf(many)).toMatch(/^\(80 fields, /);
});

test("values that JSON cannot hold become texts that tell what they are, the same each time", () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  expect(plainValue({ at: new Date(0), big: 12n, none: undefined, lost: Number.NaN, loop })).toEqual({
    at: "1970-01-01T00:00:00.000Z",
    big: "12",
    lost: "(NaN)",
    loop: { self: "(deeper)" },
  });
  expect(plainValue(new Uint8Array([1, 2]))).toMatch(/^\(2 bytes, [0-9a-f]{64}\)$/);
  expect(plainValue(new Map([["a", new Set([1])]]))).toEqual([["a", [1]]]);
  expect(plainValue(() => 1)).toBe("(function)");
  expect(Object.is(plainValue(-0), 0)).toBe(true);
});
