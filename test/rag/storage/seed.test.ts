import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { splitText } from "../../../src/rag/storage/chunks.ts";
import { openStores, type StoresOptions } from "../../../src/rag/storage/open-stores.ts";
import { reembedDatabase } from "../../../src/rag/storage/reembed-database.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { temporaryPath } from "./temporary.ts";

const sampleData = path.resolve(import.meta.dirname, "../../../data");

function documentText(title: string, text: string): string {
  return `---\ntitle: ${title}\ndate: 2025-01-01\ntags: [iva]\nsource: Legge\nquality: 0.9\nauthority: 1\n---\n\n${text}\n`;
}

/** A small data directory: two documents, one golden answer, one group of synonyms. */
function dataDirectory(): string {
  const directory = temporaryPath("data");
  mkdirSync(path.join(directory, "knowledge"), { recursive: true });
  writeFileSync(path.join(directory, "knowledge/iva.md"), documentText("IVA", "L'aliquota è del 22%."));
  writeFileSync(path.join(directory, "knowledge/imu.md"), documentText("IMU", "Si paga a giugno."));
  writeFileSync(path.join(directory, "golden.yml"), golden("Quando si paga l'IMU?"));
  writeFileSync(path.join(directory, "thesaurus.yml"), "synonyms:\n  - [pagare, versare]\n");
  return directory;
}

function golden(question: string): string {
  return `- { id: imu, question: "${question}", phrasings: [], answer: A, citations: [], category: imu, tags: [], updated_at: 2025-01-01 }\n`;
}

async function open(directory: string, options: Partial<StoresOptions> = {}) {
  const stores = await openStores({
    path: ":memory:",
    clock: createFakeClock(),
    dataDirectory: directory,
    signatureOf: (question) => question,
    ...options,
  });
  onTestFinished(() => stores.close());
  return stores;
}

const nothing = { chunks_changed: 0, chunks_removed: 0, golden_published: 0, golden_retired: 0 };

test("seeding puts everything in once, and what changes afterwards each time", async () => {
  const directory = dataDirectory();
  const file = path.join(directory, "rag.sqlite");
  expect((await open(directory, { path: file })).seeded).toEqual({
    ...nothing,
    chunks_changed: 2,
    golden_published: 1,
  });
  const again = await open(directory, { path: file });
  expect(again.seeded).toEqual(nothing);
  const epochs = [await again.knowledge.read.epoch(), await again.golden.read.epoch()];

  writeFileSync(path.join(directory, "knowledge/iva.md"), documentText("IVA", "Un altro testo."));
  rmSync(path.join(directory, "knowledge/imu.md"));
  writeFileSync(path.join(directory, "golden.yml"), "[]\n");
  const changed = await open(directory, { path: file });
  expect(changed.seeded).toEqual({
    chunks_changed: 1,
    chunks_removed: 1,
    golden_published: 0,
    golden_retired: 1,
  });
  expect(await changed.golden.read.get("imu")).toBeNull();
  expect([await again.knowledge.read.epoch(), await again.golden.read.epoch()]).not.toEqual(epochs);
});

test("what came from elsewhere stays, also a golden answer newer than the file's", async () => {
  const directory = dataDirectory();
  const file = path.join(directory, "rag.sqlite");
  const first = await open(directory, { path: file });
  const other = {
    id: "mine#1",
    document_id: "mine",
    title: "Mio",
    text: "Testo mio.",
    source: "s",
    tags: [],
    updated_at: "2026-01-01",
  };
  await first.knowledge.write.put([{ ...other, quality: 1, authority: 1 }]);
  const entry = await first.golden.read.get("imu");
  const { version: _version, ...published } = entry ?? expect.fail("the golden answer is not there");
  await first.golden.write.publish({ ...published, answer: "Più nuova", updated_at: "2026-01-01" });
  writeFileSync(path.join(directory, "golden.yml"), golden("Quando si versa l'IMU?"));
  const again = await open(directory, { path: file });
  expect(await again.golden.read.get("imu")).toMatchObject({ answer: "Più nuova", version: 2 });
  expect(await again.knowledge.read.search({ text: "testo mio" })).toMatchObject([{ id: "mine#1" }]);
});

test("an edited thesaurus does not fit the stored vectors until they are made anew", async () => {
  const directory = dataDirectory();
  const file = path.join(directory, "rag.sqlite");
  await (await open(directory, { path: file })).close();
  writeFileSync(path.join(directory, "thesaurus.yml"), "synonyms:\n  - [IMU, tassa sulla casa]\n");
  const edited = await open(directory, { path: file });
  await expect(edited.knowledge.read.search({ text: "IMU" })).rejects.toMatchObject({
    code: "embedding-model-mismatch",
  });
  await edited.close();
  const done = await reembedDatabase({ path: file, clock: createFakeClock(), dataDirectory: directory });
  expect(done.chunks).toBe(2);
  const after = await open(directory, { path: file });
  expect(after.embedder.model_id).toBe(done.model_id);
  expect((await after.knowledge.read.search({ text: "tassa sulla casa" }))[0]).toMatchObject({
    document_id: "imu",
  });
});

test.each([
  ["knowledge/bad.md", "no front matter", "data-invalid"],
  ["knowledge/bad.md", documentText("Titolo", "").trim(), "data-invalid"],
  ["knowledge/bad.md", documentText("Titolo", "Testo").replace("2025-01-01", "ieri"), "data-invalid"],
  ["golden.yml", "- { id: x }", "data-invalid"],
  ["golden.yml", "- [", "data-invalid"],
])("a wrong %s is named and nothing is opened", async (name, content, code) => {
  const directory = dataDirectory();
  writeFileSync(path.join(directory, name), content);
  await expect(open(directory)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(path.join(directory, name)),
  });
});

test("a data directory that is missing is named with what it should hold", async () => {
  const missing = temporaryPath("nothing");
  await expect(open(missing)).rejects.toMatchObject({
    code: "data-missing",
    message: expect.stringContaining(missing),
  });
});

test("a copy of the sample data seeds to the same epochs as the original", async () => {
  const copy = temporaryPath("data");
  cpSync(sampleData, copy, { recursive: true });
  const [one, two] = [await open(sampleData), await open(copy)];
  expect(await one.knowledge.read.epoch()).toBe(await two.knowledge.read.epoch());
  expect(await one.golden.read.epoch()).toBe(await two.golden.read.epoch());
  expect(await one.ccnl.read.epoch()).toBe(await two.ccnl.read.epoch());
  expect(await one.ccnl.read.epoch()).not.toBe("0");
});

test("a text is cut between paragraphs, never inside one, and nothing is lost", () => {
  const long = "x".repeat(30);
  expect(splitText(`a\n\nb\n \n${long}\n\n\nc`, 20)).toEqual(["a\n\nb", long, "c"]);
  expect(splitText("")).toEqual([]);
});
