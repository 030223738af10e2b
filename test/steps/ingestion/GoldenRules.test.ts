import { describe, expect, it } from "vitest";

import type { KnowledgeChunk } from "#rag/retrieval/types.ts";
import type { StoredDocument } from "#rag/ingestion/store-feed.ts";

import GoldenRules from "../../../steps/ingestion/GoldenRules.ts";
import { item, readFeedOf, storedDocument } from "../support/feeds.ts";
import { aliquote, chunks, newDeadline, newRates } from "../support/golden-entries.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

const question = "Quanto dura il preavviso del custode di un faro?";
const faq: KnowledgeChunk = {
  id: "doc_faro#1",
  document_id: "doc_faro",
  title: question,
  text: "Il custode di un faro privato ha diritto a quaranta giorni di preavviso, che decorrono dal primo o dal sedici del mese.",
  source: "https://example.org/faro",
  tags: ["lavoro"],
  updated_at: "2026-03-05T00:00:00Z",
  quality: 0.9,
  authority: 0.8,
};

async function evaluate(news: readonly KnowledgeChunk[], documents: readonly StoredDocument[] = []) {
  const { stores, clock } = await memoryStores({ golden: [aliquote], chunks: [...chunks, ...news] });
  const state = {
    parsed_feeds: [readFeedOf([item()])],
    feed_problems: [],
    ingested_documents: documents,
    known_items: 2,
    document_problems: [],
  };
  return project.runStep(GoldenRules, { state, stores, clock });
}

describe("GoldenRules", () => {
  it("marks a golden answer that newer knowledge overtakes, and says by which documents", async () => {
    const run = await evaluate([newRates]);
    expect(run.patch["golden_proposals"]).toMatchObject([
      {
        kind: "obsolete",
        faq_id: aliquote.id,
        rule: "newer-knowledge",
        document_ids: [newRates.document_id],
      },
    ]);
    expect(run.attrs).toMatchObject({
      candidates_generated: 0,
      obsolete_identified: 1,
      obsolete_ids: [aliquote.id],
    });
    expect(run.next).toEqual(["GoldenCandidate"]);
  });

  it("is surer where a document changed that the answer itself cites", async () => {
    const cited = { ...newRates, id: "doc_aliquote#2", document_id: "doc_aliquote" };
    const [[fromCited], [fromOther]] = (await Promise.all(
      [cited, newRates].map(
        async (news) => (await evaluate([news])).patch["golden_proposals"] as { confidence: number }[],
      ),
    )) as [{ confidence: number }[], { confidence: number }[]];
    expect(fromCited?.confidence).toBeGreaterThan(fromOther?.confidence ?? 1);
  });

  it("lets an answer be where the news is older, or only shares a tag", async () => {
    expect((await evaluate([newDeadline])).patch["golden_proposals"]).toEqual([]);
    const older = { ...newRates, updated_at: "2026-02-01T00:00:00Z" };
    expect((await evaluate([older])).patch["golden_proposals"]).toEqual([]);
  });

  it("proposes the answer to a question that a recent document asks in its title", async () => {
    const run = await evaluate([faq], [storedDocument({ title: question })]);
    expect(run.patch["golden_proposals"]).toMatchObject([
      {
        kind: "answer",
        rule: "question-in-title",
        question,
        answer: faq.text,
        tags: ["lavoro"],
        confidence: 0.72,
      },
    ]);
  });

  it.each([
    ["is no question", faq, storedDocument({ title: "Il preavviso del custode" })],
    ["is known already", faq, storedDocument({ title: question, outcome: "duplicate" })],
    ["is older than a month", faq, storedDocument({ title: question, updated_at: "2026-01-01T00:00:00Z" })],
    [
      "is answered in a few words",
      { ...faq, text: "Quaranta giorni di preavviso per il custode." },
      storedDocument({ title: question }),
    ],
    [
      "comes from a source of little standing",
      { ...faq, authority: 0.3 },
      storedDocument({ title: question }),
    ],
  ])("proposes nothing where the title %s", async (_name, chunk, document) => {
    expect((await evaluate([chunk], [document])).patch["golden_proposals"]).toEqual([]);
  });

  it("reports what the look at the feeds brought", async () => {
    const documents = [
      storedDocument({ chunks: 3 }),
      storedDocument({ document_id: "b", outcome: "changed", chunks: 2 }),
      storedDocument({ document_id: "c", outcome: "duplicate", chunks: 4 }),
    ];
    expect((await evaluate([], documents)).patch["ingestion_report"]).toEqual({
      feeds: 1,
      unchanged_feeds: 0,
      items: 1,
      added: 1,
      changed: 1,
      known: 3,
      chunks: 5,
      golden_obsolete: 0,
      golden_new: 0,
      problems: [],
    });
  });
});
