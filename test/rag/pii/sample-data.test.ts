import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createPiiService } from "../../../src/rag/pii/create-pii-service.ts";

const data = new URL("../../../data/", import.meta.url);
const files = [
  "golden.yml",
  "eval.yml",
  ...readdirSync(new URL("knowledge/", data)).map((name) => `knowledge/${name}`),
];
const texts = files.map((name) => [name, readFileSync(new URL(name, data), "utf8")] as const);

describe("the sample data, which is about nobody", () => {
  it("is a text long enough to tell", () => {
    expect(texts.reduce((length, [, text]) => length + text.length, 0)).toBeGreaterThan(50_000);
  });

  it.each(texts)("has no personal data in %s", (_, text) => {
    const found = createPiiService().detect(text);
    expect(found.map(({ type, start, end }) => `${type}: ${text.slice(start, end)}`)).toEqual([]);
  });
});
