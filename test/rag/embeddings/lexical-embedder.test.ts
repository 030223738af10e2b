import fc from "fast-check";
import { expect, test } from "vitest";
import { createLexicalEmbedder } from "../../../src/rag/embeddings/lexical-embedder.ts";
import { countWords } from "../../../src/rag/embeddings/word-frequencies.ts";
import { createThesaurus } from "../../../src/rag/language/thesaurus.ts";

const thesaurus = createThesaurus([["ferie", "vacanze"]]);
const texts = ["ferie e lavoro", "contratto di lavoro", "stipendio del lavoro"];
const embedder = createLexicalEmbedder({ thesaurus, frequencies: countWords(texts, thesaurus) });

async function cosine(a: string, b: string): Promise<number> {
  const [left = new Float32Array(), right = new Float32Array()] = await embedder.embed([a, b]);
  return left.reduce((sum, value, i) => sum + value * (right[i] ?? 0), 0);
}

test("every vector has the given length and Euclidean length 1, or 0 for a text without a word", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      const [vector = new Float32Array()] = await embedder.embed([text]);
      const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
      expect(vector).toHaveLength(256);
      expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
    }),
  );
  const [empty = new Float32Array(1).fill(1)] = await embedder.embed(["come e quando?"]);
  expect(empty.every((value) => value === 0)).toBe(true);
});

test("the same words in another form, order or term of the thesaurus are near, others are not", async () => {
  expect(await cosine("ferie retribuite", "retribuita la feria")).toBeGreaterThan(0.5);
  expect(await cosine("le vacanze", "le ferie")).toBeGreaterThan(0.25);
  expect(await cosine("ferie", "aliquota")).toBeLessThan(0.2);
});

test("a rare word weighs more than a common one", async () => {
  expect(await cosine("stipendio lavoro", "stipendio")).toBeGreaterThan(
    await cosine("stipendio lavoro", "lavoro"),
  );
});

test("the model's id changes with the thesaurus and the counts, and an abort is heard", async () => {
  const other = createLexicalEmbedder({ thesaurus, frequencies: countWords(texts.slice(1), thesaurus) });
  const third = createLexicalEmbedder({
    thesaurus: createThesaurus([]),
    frequencies: countWords(texts, thesaurus),
  });
  expect(new Set([embedder.model_id, other.model_id, third.model_id]).size).toBe(3);
  await expect(embedder.embed(["a"], AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop");
});
