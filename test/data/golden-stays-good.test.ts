import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { createEmbedder } from "#rag/embeddings/create-embedder.ts";
import { createFactService } from "#rag/facts/create-fact-service.ts";
import { evaluateGolden } from "#rag/ingestion/golden-rules.ts";
import { createSettings } from "#rag/settings/create-settings.ts";
import { openStores } from "#rag/storage/open-stores.ts";

import { createFakeClock } from "../../src/runtime/fake-clock.ts";

const dataDirectory = path.resolve(import.meta.dirname, "../../data");

/** The stores of a new installation. */
async function installed() {
  const clock = createFakeClock({ startAt: Date.UTC(2026, 10, 23) });
  const facts = createFactService();
  const settings = createSettings({ env: {}, overrides: {}, warn: () => {} });
  const stores = await openStores({
    path: ":memory:",
    clock,
    warn: () => {},
    dataDirectory,
    signatureOf: (question) => facts.signature(question, facts.canonicalize(facts.extract(question)), []),
    embedder: createEmbedder(settings.embeddings, { env: {}, clock }),
    redisUrl: undefined,
  });
  onTestFinished(() => stores.close());
  const obsolete = async () => {
    const readers = { golden: stores.golden.read, knowledge: stores.knowledge.read };
    const { signal } = new AbortController();
    const proposals = await evaluateGolden([], readers, { now: clock.now(), signal });
    return proposals.flatMap((one) => (one.kind === "obsolete" ? [one.faq_id] : []));
  };
  return { stores, obsolete };
}

test("no golden answer of the sample data is overtaken by the knowledge that it comes with", async () => {
  expect(await (await installed()).obsolete()).toEqual([]);
});

test("news about one question makes the answer to it obsolete, and no other", async () => {
  const { stores, obsolete } = await installed();
  await stores.knowledge.write.put([
    {
      id: "news#0",
      document_id: "news",
      title: "Aliquota IVA ordinaria: che cosa cambia",
      text: "L'aliquota IVA ordinaria è stata modificata: l'aliquota ordinaria passa dal 22 al 23 per cento.",
      source: "Testo di prova, non una legge",
      tags: ["iva", "fisco"],
      updated_at: "2026-10-01T00:00:00Z",
      quality: 1,
      authority: 1,
    },
  ]);
  expect(await obsolete()).toEqual(["faq-iva-aliquota-ordinaria"]);
});
