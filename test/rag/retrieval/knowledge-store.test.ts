import { describe, expect, test } from "vitest";
import { createKnowledgeStore } from "../../../src/rag/retrieval/knowledge-store.ts";
import { reembed } from "../../../src/rag/retrieval/reembed.ts";
import { scoreWeights } from "../../../src/rag/retrieval/score.ts";
import { temporaryPath } from "../storage/temporary.ts";
import { chunk, lexical, openKnowledge, samples, thesaurus } from "./knowledge.ts";

const idsOf = (hits: readonly { readonly id: string }[]) => hits.map((hit) => hit.id);

describe.each([
  ["with sqlite-vec", {}],
  ["without sqlite-vec", { vectorExtension: "/nowhere/vec0" }],
])("searching %s", (_name, options) => {
  test("finds by stem, whatever form of the word is asked for", async () => {
    const { read, write } = openKnowledge(options);
    await write.put(samples);
    expect(idsOf(await read.search({ text: "Quali aliquota si applicano?" }))[0]).toBe("iva");
  });

  test("finds what is written in other words of the thesaurus", async () => {
    const { read, write } = openKnowledge(options);
    await write.put(samples);
    const [best] = await read.search({ text: "Come si calcola il trattamento di fine rapporto?" });
    expect(best).toMatchObject({ id: "tfr", title: "Calcolo del TFR", tags: ["lavoro", "tfr"] });
    expect(best?.parts.bm25).toBeGreaterThan(0);
    expect(best?.parts.vector).toBeGreaterThan(0.3);
  });

  test("finds a misspelt word by its characters, and says that it was the vector that brought it", async () => {
    const { read, write } = openKnowledge(options);
    await write.put(samples);
    const [best] = await read.search({ text: "alikuota" });
    expect(best).toMatchObject({ id: "iva", parts: { bm25: 0 } });
    expect(best?.parts.vector).toBeGreaterThan(0.1);
  });

  test("looks only at chunks with one of the tags, changed since the date", async () => {
    const { read, write } = openKnowledge(options);
    await write.put(samples);
    const text = "retribuzione ferie aliquota";
    expect(idsOf(await read.search({ text })).toSorted()).toEqual(["ferie", "iva", "tfr"]);
    expect(idsOf(await read.search({ text, tags: ["lavoro"] })).toSorted()).toEqual(["ferie", "tfr"]);
    expect(idsOf(await read.search({ text, tags: ["iva", "tfr"] })).toSorted()).toEqual(["iva", "tfr"]);
    expect(idsOf(await read.search({ text, tags: ["lavoro"], since: "2025-06-01" }))).toEqual(["tfr"]);
    expect(await read.search({ text, tags: ["altro"] })).toEqual([]);
  });

  test("forgets what is replaced or removed", async () => {
    const { read, write } = openKnowledge(options);
    await write.put(samples);
    await write.put([chunk("iva", "Bollo", "Due euro di marca da bollo.")]);
    expect(await read.search({ text: "aliquota" })).toEqual([]);
    expect(idsOf(await read.search({ text: "marca da bollo" }))).toEqual(["iva"]);
    expect(await write.remove(["iva", "unknown"])).toBe(1);
    expect(await read.search({ text: "marca da bollo" })).toEqual([]);
  });
});

test("every hit carries its parts, each 0 to 1, and their weighted sum", async () => {
  const { read, write } = openKnowledge();
  await write.put(samples);
  const hits = await read.search({ text: "ferie retribuite, aliquota" });
  expect(hits.length).toBeGreaterThan(1);
  for (const { parts, score } of hits) {
    for (const part of Object.values(parts)) expect(part >= 0 && part <= 1).toBe(true);
    const { bm25, vector, recency, quality, authority } = parts;
    expect(score).toBeCloseTo(
      0.45 * bm25 + 0.3 * vector + 0.1 * recency + 0.1 * quality + 0.05 * authority,
      12,
    );
  }
  expect(Object.values(scoreWeights).reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12);
  expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).toSorted((a, b) => b - a));
});

test("recency halves in a year of the given clock, and a date ahead counts as now", async () => {
  const { read, write, clock } = openKnowledge();
  await write.put([
    chunk("old", "ferie", "ferie", { updated_at: "2025-01-01" }),
    chunk("new", "ferie", "ferie", { updated_at: "2030-01-01" }),
  ]);
  const recency = async () =>
    Object.fromEntries((await read.search({ text: "ferie" })).map((hit) => [hit.id, hit.parts.recency]));
  expect(await recency()).toEqual({ old: 0.5, new: 1 });
  await clock.advance(365 * 86_400_000);
  expect(await recency()).toEqual({ old: 0.25, new: 1 });
});

test("words that no chunk knows lower the part of those that are found", async () => {
  const { read, write } = openKnowledge();
  await write.put(samples);
  const part = async (text: string) => (await read.search({ text }))[0]?.parts.bm25 ?? 0;
  expect(await part("ferie dei magistrati lunari")).toBeLessThan(await part("ferie"));
});

test("a text without a searchable word, or with words that nothing knows, finds nothing", async () => {
  const { read, write } = openKnowledge();
  await write.put(samples);
  for (const text of ["", "...", "come si fa?", "zxqwv", '" OR 1 * NEAR('])
    expect(await read.search({ text })).toEqual([]);
});

test("a search that is aborted throws the signal's reason", async () => {
  const { read, write } = openKnowledge();
  await write.put(samples);
  await expect(
    read.search({ text: "ferie", signal: AbortSignal.abort(new Error("enough")) }),
  ).rejects.toThrow("enough");
});

test("the epoch moves with every change and stands still without one", async () => {
  const { read, write } = openKnowledge();
  const epochs = [await read.epoch()];
  expect(await write.put(samples)).toBe(3);
  epochs.push(await read.epoch());
  expect(await write.put(samples)).toBe(0);
  expect(await read.epoch()).toBe(epochs[1]);
  expect(await write.put([...samples.slice(1), chunk("tfr", "Calcolo del TFR", "Altro testo.")])).toBe(1);
  epochs.push(await read.epoch());
  await write.remove(["tfr"]);
  epochs.push(await read.epoch());
  expect(new Set(epochs).size).toBe(4);
});

test("a chunk that is not well formed is refused with all that came with it", async () => {
  const { read, write } = openKnowledge();
  const wrong = write.put([...samples, chunk("bad", "x", "y", { updated_at: "ieri", quality: 2 })]);
  await expect(wrong).rejects.toMatchObject({
    code: "knowledge-chunk-invalid",
    message: expect.stringContaining("`bad`"),
  });
  expect(await read.search({ text: "ferie" })).toEqual([]);
});

test("vectors of another model are never compared: the error names the command, and after it all is well", async () => {
  const { db, write, clock } = openKnowledge();
  await write.put(samples);
  const other = { ...lexical(128), model_id: "other" };
  const { read, write: otherWrite } = createKnowledgeStore(db, { embedder: other, thesaurus });
  const mismatch = {
    code: "embedding-model-mismatch",
    hint: "ragstep reembed",
    message: expect.stringContaining("`other`"),
  };
  await expect(read.search({ text: "ferie" })).rejects.toMatchObject(mismatch);
  await expect(otherWrite.put([chunk("new", "a", "b")])).rejects.toMatchObject(mismatch);
  const before = await read.epoch();
  expect(await reembed(db, other)).toBe(3);
  expect(await read.epoch()).not.toBe(before);
  expect(idsOf(await read.search({ text: "ferie" }))).toEqual(["ferie"]);
  expect(clock.sleeping).toBe(0);
});

test("when re-embedding fails, the old vectors stay", async () => {
  const { db, read, write } = openKnowledge();
  await write.put(samples);
  const failing = { model_id: "failing", dimensions: 8, embed: () => Promise.reject(new Error("down")) };
  await expect(reembed(db, failing)).rejects.toThrow("down");
  expect(idsOf(await read.search({ text: "ferie" }))).toEqual(["ferie"]);
});

test("a file written without sqlite-vec is in order where it loads", async () => {
  const file = temporaryPath("rag.sqlite");
  const slow = openKnowledge({ path: file, vectorExtension: "/nowhere/vec0" });
  await slow.write.put(samples);
  const fast = openKnowledge({ path: file });
  expect(idsOf(await fast.read.search({ text: "alikuota" }))).toEqual(["iva"]);
  await slow.write.put([chunk("bollo", "Bollo", "Due euro.")]);
  expect(idsOf(await fast.read.search({ text: "bolllo" }))).toContain("bollo");
});
