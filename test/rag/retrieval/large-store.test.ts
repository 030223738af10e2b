import { beforeAll, describe, expect, test } from "vitest";

import type { Embedder } from "../../../src/rag/embeddings/types.ts";
import { stemsOf } from "../../../src/rag/language/stems.ts";
import { createKnowledgeStore } from "../../../src/rag/retrieval/knowledge-store.ts";
import { searchVectors } from "../../../src/rag/retrieval/vector-index.ts";
import type { KnowledgeChunk } from "../../../src/rag/retrieval/types.ts";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import { toBlob } from "../../../src/rag/storage/vector-functions.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { chunk, lexical, thesaurus } from "./knowledge.ts";

const chunkCount = 20_000;
const questionCount = 40;
/** Of the ten nearest, how many the index has to bring. */
const leastRecall = 0.95;

/** The same numbers each time, 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const random = seeded(7);
const pick = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error("There is nothing to pick from.");
  return one;
};

const consonants = "bcdfglmnprstvz".split("");
const vowels = "aeiou".split("");
/** Made-up words that look like Italian ones. */
const vocabulary = Array.from(
  { length: 3000 },
  () =>
    Array.from({ length: 3 }, () => pick(consonants) + pick(vowels)).join("") +
    pick(["re", "zione", "to", "le"]),
);
/** Few words are said often and many seldom, as in any language. */
const word = (): string => vocabulary[Math.floor(random() ** 3 * vocabulary.length)] ?? "";
const words = (count: number): string => Array.from({ length: count }, word).join(" ");

/** In every second chunk: many more than the search by words looks at. */
const common = "contributo";

const chunks: readonly KnowledgeChunk[] = Array.from({ length: chunkCount }, (_, at) =>
  chunk(`c${at}`, words(3), `${words(14)}${at % 2 === 0 ? ` ${common}` : ""}`),
);
/** Some words of a chunk in another order, and a few of others. */
const questions = Array.from({ length: questionCount }, () => {
  const { title, text } = pick(chunks);
  const own = text.split(" ").slice(2, 12).toReversed();
  return `${title} ${own.join(" ")} ${words(3)}`;
});

const inner = lexical();
let vectors: readonly Float32Array[] = [];
/** Keeps what the store is given: to make so many vectors twice takes longer than all the rest. */
const embedder: Embedder = {
  ...inner,
  async embed(texts) {
    const made = await inner.embed(texts);
    if (texts.length === chunkCount) vectors = made;
    return made;
  },
};
const db = openDatabase({ path: ":memory:", clock: createFakeClock() });
const store = createKnowledgeStore(db, { embedder, thesaurus });

/** The ids of the ten chunks whose vectors are nearest, by looking at every one. */
function nearest(question: Float32Array): readonly string[] {
  const scored = vectors.map((vector, at) => {
    let product = 0;
    for (let i = 0; i < vector.length; i++) product += (vector[i] ?? 0) * (question[i] ?? 0);
    return { id: `c${at}`, product };
  });
  return scored
    .toSorted((a, b) => b.product - a.product)
    .slice(0, 10)
    .map(({ id }) => id);
}

beforeAll(async () => {
  await store.write.put(chunks);
  return () => db.close();
}, 120_000);

describe(`a store of ${chunkCount} chunks`, () => {
  test("is searched by the index, not by looking at every vector", () => {
    expect(db.vectors).toBe("extension");
  });

  test(`brings ${leastRecall} or more of the ten nearest by vector, compared with looking at every one`, async () => {
    let brought = 0;
    for (const vector of await embedder.embed(questions)) {
      const options = { vector: toBlob(vector), since: Number.MIN_SAFE_INTEGER, tags: null, limit: 40 };
      const found = searchVectors(db, options).map(({ id }) => id);
      // The order among those brought is exact.
      const wanted = nearest(vector);
      const kept = wanted.filter((id) => found.includes(id));
      expect(found.filter((id) => kept.includes(id))).toEqual(kept);
      brought += kept.length;
    }
    expect(brought / (10 * questionCount)).toBeGreaterThanOrEqual(leastRecall);
  });

  test("finds the chunk that a question was made from", async () => {
    for (const question of questions.slice(0, 10)) {
      const hits = await store.read.search({ text: question, limit: 10 });
      const asked = new Set(stemsOf(question));
      const [best] = hits;
      const shared = stemsOf(`${best?.title ?? ""} ${best?.text ?? ""}`).filter((stem) => asked.has(stem));
      expect(new Set(shared).size).toBeGreaterThanOrEqual(10);
    }
  });

  test("finds chunks by a word that is in more of them than are looked at, when it is asked alone", async () => {
    const hits = await store.read.search({ text: common, limit: 10 });
    expect(hits).toHaveLength(10);
    for (const { text, parts } of hits) {
      expect(text).toContain(common);
      expect(parts.bm25).toBeGreaterThan(0);
    }
  });

  test("puts a rare word before the common one that stands beside it", async () => {
    const rare = "zuzzurellone";
    await store.write.put([chunk("rare", "Altro", `Il ${rare} paga.`)]);
    const [best] = await store.read.search({ text: `${common} ${rare}` });
    expect(best?.id).toBe("rare");
  });
});
