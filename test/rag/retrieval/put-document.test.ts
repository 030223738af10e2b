import { expect, test } from "vitest";
import type { KnowledgeDocument } from "../../../src/rag/retrieval/types.ts";
import { chunk, openKnowledge } from "./knowledge.ts";

function document(id: string, texts: readonly string[], revision = "1"): KnowledgeDocument {
  const chunks = texts.map((text, at) => chunk(`${id}#${at + 1}`, "Il faro", text, { document_id: id }));
  return { id, location: `https://example.org/${id}`, content_hash: texts.join(" "), revision, chunks };
}

const found = async ({ read }: ReturnType<typeof openKnowledge>) =>
  (await read.search({ text: "custode faro lume" })).map(({ id }) => id).toSorted();

test("a document is stored whole, and again changes nothing", async () => {
  const store = openKnowledge();
  expect(await store.write.revisionOf("a")).toBeNull();
  expect(await store.write.putDocument(document("a", ["Il custode.", "Il lume."]))).toBe("added");
  const epoch = await store.read.epoch();
  expect(await store.write.putDocument(document("a", ["Il custode.", "Il lume."], "2"))).toBe("unchanged");
  expect(await store.read.epoch()).toBe(epoch);
  expect(await store.write.revisionOf("a")).toBe("2");
  expect(await found(store)).toEqual(["a#1", "a#2"]);
});

test("a shorter version leaves nothing of the longer one", async () => {
  const store = openKnowledge();
  await store.write.putDocument(document("a", ["Il custode.", "Il lume.", "Il faro."]));
  expect(await store.write.putDocument(document("a", ["Il lume nuovo."]))).toBe("changed");
  expect(await found(store)).toEqual(["a#1"]);
});

test("what two documents say alike is stored once, and both are known", async () => {
  const store = openKnowledge();
  await store.write.putDocument(document("a", ["Il custode."]));
  expect(await store.write.putDocument(document("b", ["Il custode."], "7"))).toBe("duplicate");
  expect(await store.write.revisionOf("b")).toBe("7");
  expect(await found(store)).toEqual(["a#1"]);
});

test("when the stored one of two alike changes, the other is taken in the next time", async () => {
  const store = openKnowledge();
  await store.write.putDocument(document("a", ["Il custode."]));
  await store.write.putDocument(document("b", ["Il custode."]));
  await store.write.putDocument(document("a", ["Il lume."]));
  expect(await store.write.revisionOf("b")).toBeNull();
  expect(await store.write.putDocument(document("b", ["Il custode."]))).toBe("added");
  expect(await found(store)).toEqual(["a#1", "b#1"]);
});

test("a document with a wrong chunk is refused as a whole", async () => {
  const store = openKnowledge();
  const wrong = document("a", ["Il custode.", ""]);
  await expect(store.write.putDocument(wrong)).rejects.toMatchObject({ code: "knowledge-chunk-invalid" });
  expect(await found(store)).toEqual([]);
});
