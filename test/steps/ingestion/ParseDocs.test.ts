import { describe, expect, it } from "vitest";

import ParseDocs from "../../../steps/ingestion/ParseDocs.ts";
import { item, readFeedOf } from "../support/feeds.ts";
import { ingestionService } from "../support/ingestion.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

async function world() {
  const { stores, clock } = await memoryStores();
  // A clock that stands still: files and libraries take real time.
  return { stores, clock, services: { ingestion: ingestionService(clock).ingestion } };
}

describe("ParseDocs", () => {
  it("stores what the feeds say and tells how much it was", async () => {
    const { stores, clock, services } = await world();
    const run = await project.runStep(ParseDocs, {
      state: {
        parsed_feeds: [readFeedOf([item(), item({ id: "item_2", html: "<p>Altro testo, di altro.</p>" })])],
      },
      stores,
      services,
      clock,
    });
    expect(run.patch["ingested_documents"]).toMatchObject([{ outcome: "added" }, { outcome: "added" }]);
    expect(run.attrs).toMatchObject({ successful_extractions: 2, failed_extractions: 0, chunks_stored: 2 });
    expect(await stores.KnowledgeStore.read.search({ text: "custode del faro" })).toHaveLength(2);
    expect(run.next).toEqual(["GoldenRules"]);
  });

  it("adds nothing the second time", async () => {
    const { stores, clock, services } = await world();
    const state = { parsed_feeds: [readFeedOf([item()])] };
    await project.runStep(ParseDocs, { state, stores, services, clock });
    const epoch = await stores.KnowledgeStore.read.epoch();
    const again = await project.runStep(ParseDocs, { state, stores, services, clock });
    expect(again.patch).toEqual({ ingested_documents: [], known_items: 1, document_problems: [] });
    expect(await stores.KnowledgeStore.read.epoch()).toBe(epoch);
  });

  it("names an item without text and one that is not there, and goes on", async () => {
    const { stores, clock, services } = await world();
    const items = [
      item({ id: "a", html: "<p> </p>" }),
      item({ id: "b", link: "articles/missing.html", html: null }),
      item({ id: "c" }),
    ];
    const run = await project.runStep(ParseDocs, {
      state: { parsed_feeds: [readFeedOf(items)] },
      stores,
      services,
      clock,
    });
    expect(run.patch["document_problems"]).toMatchObject([
      { code: "text-missing" },
      { code: "file-unreadable" },
    ]);
    expect(run.patch["ingested_documents"]).toHaveLength(1);
  });

  it("keeps what it stored when it is cancelled half way", async () => {
    const { stores, clock, services } = await world();
    const abort = new AbortController();
    const put = stores.KnowledgeStore.write.putDocument.bind(stores.KnowledgeStore.write);
    const KnowledgeStore = {
      read: stores.KnowledgeStore.read,
      write: {
        ...stores.KnowledgeStore.write,
        putDocument: async (document: Parameters<typeof put>[0]) => {
          const outcome = await put(document);
          abort.abort(new Error("stopped"));
          return outcome;
        },
      },
    };
    const state = {
      parsed_feeds: [readFeedOf([item(), item({ id: "item_2", html: "<p>Altro testo.</p>" })])],
    };
    await project.runStep(ParseDocs, {
      state,
      stores: { ...stores, KnowledgeStore },
      services,
      clock,
      signal: abort.signal,
    });
    const rest = await project.runStep(ParseDocs, { state, stores, services, clock });
    expect(rest.patch).toMatchObject({ known_items: 1, ingested_documents: [{ outcome: "added" }] });
  });
});
