import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { stemsOf } from "../../src/rag/language/stems.ts";
import { readDataDirectory } from "../../src/rag/storage/data-directory.ts";

const directory = path.resolve(import.meta.dirname, "../../data");
const read = (name: string): unknown => parse(readFileSync(path.join(directory, name), "utf8"));
const data = readDataDirectory(directory);
const documents = data.documents();
const golden = data.golden();
const tags = new Set(z.array(z.string()).parse(read("tags.yml")));

/** The day the sample data was last looked through; no document may be dated after it. */
const lastReview = "2025-12-31";

describe("the documents", () => {
  test("are at least 60, short, and have titles of their own", () => {
    expect(documents.length).toBeGreaterThanOrEqual(60);
    expect(new Set(documents.map((one) => one.title)).size).toBe(documents.length);
    for (const { id, text } of documents) expect(text.split(/\s+/u).length, id).toBeLessThan(160);
  });

  test.each(documents.map((one) => [one.id, one] as const))(
    "%s is dated, tagged from the list and names its law",
    (_id, document) => {
      expect(document.date >= "2024-01-01" && document.date <= lastReview).toBe(true);
      for (const tag of document.tags) expect(tags).toContain(tag);
      expect(document.source).toMatch(/\d{4}|[Cc]odice civile|Costituzione|CCNL|[Cc]ontratti collettivi/u);
    },
  );

  test("no two are the same text", () => {
    expect(new Set(documents.map((one) => stemsOf(one.text).join(" "))).size).toBe(documents.length);
  });
});

test("every tag of the list is used", () => {
  const used = new Set(documents.flatMap((one) => one.tags));
  expect([...tags].filter((tag) => !used.has(tag))).toEqual([]);
});

describe("the golden answers", () => {
  const byId = new Map(documents.map((one) => [one.id, one]));

  test("are at least 25, each with an id of its own and several phrasings, no phrasing twice", () => {
    expect(golden.length).toBeGreaterThanOrEqual(25);
    expect(new Set(golden.map((one) => one.id)).size).toBe(golden.length);
    const phrasings = golden.flatMap((one) => [one.question, ...one.phrasings]);
    expect(new Set(phrasings.map((text) => text.toLowerCase())).size).toBe(phrasings.length);
    for (const { id, phrasings: own } of golden) expect(own.length, id).toBeGreaterThanOrEqual(3);
  });

  test.each(golden.map((one) => [one.id, one] as const))(
    "%s cites documents that exist, as they are titled, and is no older",
    (_id, entry) => {
      expect(entry.citations.length).toBeGreaterThan(0);
      for (const tag of entry.tags) expect(tags).toContain(tag);
      for (const citation of entry.citations) {
        const document = byId.get(citation.document_id ?? "");
        expect(document).toMatchObject({ title: citation.title, source: citation.source });
        expect(entry.updated_at >= (document?.date ?? "")).toBe(true);
      }
    },
  );
});

const facts = z
  .strictObject({
    facts: z.array(z.strictObject({ id: z.string(), says: z.string(), values: z.array(z.string()) })),
  })
  .parse(read("facts.yml")).facts;
const statements = [
  ...documents.map(({ id, text }) => ({ id, text })),
  ...golden.map(({ id, answer }) => ({ id, text: answer })),
].map(({ id, text }) => ({ id, text: text.replace(/\s+/gu, " ") }));

/** What the texts say of a fact, as `text: captured numbers`. */
function sayings(
  says: string,
  texts: typeof statements,
): readonly { readonly id: string; readonly value: string }[] {
  return texts.flatMap(({ id, text }) =>
    [...text.matchAll(new RegExp(says, "gu"))].map((match) => ({
      id,
      value: match.slice(1).filter(Boolean).join(" "),
    })),
  );
}

describe("no two texts state different numbers for", () => {
  test.each(facts.map((fact) => [fact.id, fact] as const))("%s", (_id, fact) => {
    const found = sayings(fact.says, statements);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ value }) => !fact.values.includes(value))).toEqual([]);
  });

  test("a fact would be noticed when one text changed it", () => {
    const changed = statements.map(({ id, text }) => ({
      id,
      text: text.replaceAll("ordinaria è del 22%", "ordinaria è del 21%"),
    }));
    const fact = facts.find(({ id }) => id === "iva-ordinaria") ?? expect.fail("the fact is gone");
    expect(sayings(fact.says, changed).some(({ value }) => !fact.values.includes(value))).toBe(true);
  });
});
