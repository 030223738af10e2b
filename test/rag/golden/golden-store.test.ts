import { describe, expect, onTestFinished, test } from "vitest";
import { createGoldenStore } from "../../../src/rag/golden/golden-store.ts";
import type { GoldenEntry } from "../../../src/rag/golden/types.ts";
import { createThesaurus } from "../../../src/rag/language/thesaurus.ts";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { temporaryPath } from "../storage/temporary.ts";

const thesaurus = createThesaurus([
  ["TFR", "trattamento di fine rapporto"],
  ["pagare", "versare"],
]);
const signatureOf = (question: string) => `sig:${question.toLowerCase()}`;

function open(path = ":memory:") {
  const db = openDatabase({ path, clock: createFakeClock() });
  onTestFinished(() => db.close());
  return { db, ...createGoldenStore(db, { thesaurus, signatureOf }) };
}

function entry(
  id: string,
  question: string,
  phrasings: readonly string[] = [],
  rest: Partial<GoldenEntry> = {},
): Omit<GoldenEntry, "version"> {
  const about = {
    citations: [{ title: "Titolo", source: "Legge" }],
    category: "iva",
    tags: ["iva"],
    updated_at: "2025-01-01",
  };
  return { id, question, phrasings, answer: `Risposta ${id}`, ...about, ...rest };
}

const entries = [
  entry("imu", "Quando si paga l'IMU?", ["Scadenze dell'IMU"]),
  entry("tfr", "Come si calcola il TFR?", ["Calcolo del trattamento di fine rapporto"]),
  entry("iva", "Qual è l'aliquota IVA ordinaria?", ["Quanto è l'IVA?"]),
  entry("naspi", "Chi ha diritto alla NASpI?"),
];

async function openWithEntries() {
  const store = open();
  for (const one of entries) await store.write.publish(one);
  return store;
}

test("a question whose signature is that of any phrasing is a certain match", async () => {
  const { read } = await openWithEntries();
  expect(await read.matchSignature("sig:scadenze dell'imu")).toMatchObject({
    faq_id: "imu",
    answer: "Risposta imu",
    match_type: "signature",
    similarity_score: 1,
    updated_at: "2025-01-01",
    version: 1,
  });
  expect(await read.matchSignature("sig:altro")).toBeNull();
});

describe("likeness", () => {
  const best = async (question: string) => {
    const { read } = await openWithEntries();
    const [match] = await read.matchSimilar(question);
    return match === undefined ? null : [match.faq_id, match.similarity_score >= 0.9];
  };

  test.each([
    ["Quando devo versare l'IMU?", "imu"],
    ["come si calcola il trattamento di fine rapporto", "tfr"],
    ["Quale è l'aliquota ordinaria dell'IVA?", "iva"],
  ])("%s is the same question in other words", async (question, id) => {
    expect(await best(question)).toEqual([id, true]);
  });

  test.each([
    ["Quanto si paga di IMU?", "asks for a sum, not a date"],
    ["Quando non si paga l'IMU?", "is negated"],
    ["Chi non ha diritto alla NASpI?", "is negated"],
    ["Quando si calcola il TFR?", "asks for a date, not a way"],
    ["Qual è l'aliquota IVA ordinaria in Svizzera?", "is about something else"],
    ["Chi ha diritto al reddito di inclusione?", "is about something else"],
  ])("%s is another question: it %s", async (question) => {
    expect((await best(question))?.[1] ?? false).toBe(false);
  });

  test("a question that shares no word with any phrasing matches none", async () => {
    expect(await best("Dove nasce il Po")).toBeNull();
    expect(await best("")).toBeNull();
  });
});

test("matches come most similar first, at or above the least score, no more than asked for", async () => {
  const { read } = await openWithEntries();
  const matches = await read.matchSimilar("Quando si paga l'aliquota IVA ordinaria?");
  expect(matches.map((match) => match.faq_id)).toEqual(["iva", "imu"]);
  expect(matches.map((match) => match.similarity_score)).toEqual(
    matches.map((m) => m.similarity_score).toSorted((a, b) => b - a),
  );
  expect(await read.matchSimilar("Quando si paga l'aliquota IVA ordinaria?", { limit: 1 })).toHaveLength(1);
  expect(await read.matchSimilar("Quando si paga l'aliquota IVA ordinaria?", { min_score: 0.9 })).toEqual([]);
});

test("publishing makes version after version, and the same content again makes none", async () => {
  const { db, read, write } = open();
  expect(await write.publish(entry("a", "Prima domanda?"))).toEqual({ version: 1, operation: "created" });
  const first = await read.epoch();
  expect(await write.publish(entry("a", "Prima domanda?"))).toEqual({ version: 1, operation: "updated" });
  expect(await read.epoch()).toBe(first);
  expect(await write.publish(entry("a", "Seconda domanda?"))).toEqual({ version: 2, operation: "updated" });
  expect(await read.epoch()).not.toBe(first);
  expect(await read.get("a")).toMatchObject({ version: 2, question: "Seconda domanda?" });
  expect(await read.matchSignature("sig:prima domanda?")).toBeNull();
  expect(db.run("UPDATE golden_entry SET tags = tags").changes).toBe(2);
});

test("a retired answer is not found any more until it is published again", async () => {
  const { read, write } = await openWithEntries();
  expect(await write.retire(["imu", "unknown"])).toBe(1);
  expect(await read.get("imu")).toBeNull();
  expect(await read.matchSignature("sig:scadenze dell'imu")).toBeNull();
  expect(await write.publish(entry("imu", "Quando si paga l'IMU?"))).toEqual({
    version: 2,
    operation: "updated",
  });
  expect(await read.get("imu")).toMatchObject({ version: 2 });
});

test("what another connection publishes is found at once", async () => {
  const file = temporaryPath("rag.sqlite");
  const here = open(file);
  expect(await here.read.matchSimilar("Quando si paga l'IMU?")).toEqual([]);
  for (const one of entries) await open(file).write.publish(one);
  expect(await here.read.matchSimilar("Quando si paga l'IMU?")).toMatchObject([{ faq_id: "imu" }]);
});

test("an entry that is not well formed is refused by name", async () => {
  const { write } = open();
  const wrong = write.publish(entry("bad", "Domanda?", [""], { updated_at: "ieri" }));
  await expect(wrong).rejects.toMatchObject({
    code: "golden-entry-invalid",
    message: expect.stringContaining("`bad`"),
  });
});
