import { describe, expect, it } from "vitest";

import { expectPath } from "../../../src/testing/vitest.ts";
import { page, rss, serve } from "../../rag/ingestion/feed-server.ts";
import { feedFile } from "../support/feeds.ts";
import { aliquote, chunks } from "../support/golden-entries.ts";
import { ingestionService } from "../support/ingestion.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

const lane = ["RSSMonitor", "FetchFeeds", "ParseDocs", "GoldenRules"];
const news =
  "Quali sono le aliquote IVA da aprile: ordinaria al 23%, ridotte al 10% e al 5%, minima al 4%. Così dice la legge di prova.";

async function world() {
  const { stores, clock } = await memoryStores({ golden: [aliquote], chunks });
  const { ingestion } = ingestionService(clock);
  const look = (feeds: readonly unknown[]) =>
    project.runLane("ingestion", {
      from: "RSSMonitor",
      state: { requested_feeds: feeds },
      stores,
      services: { settings: settings(), ingestion },
      // It stands still: servers and libraries take real time.
      clock,
    });
  return { stores, look };
}

describe("the ingestion lane", () => {
  it("takes news in, marks the golden answer it overtakes, and hands on to the candidates", async () => {
    const base = await serve((request, response) => {
      if (request.headers["if-none-match"] === '"1"') response.writeHead(304).end();
      else if (request.url === "/feed")
        response
          .writeHead(200, { etag: '"1"' })
          .end(rss("/p", "Nuove aliquote IVA", "Sun, 08 Mar 2026 08:00:00 GMT"));
      else response.end(page(news));
    });
    const { stores, look } = await world();
    const feeds = [feedFile("web", { location: `${base}/feed`, tags: ["iva"] })];
    const first = await look(feeds);
    expectPath(first, lane);
    expect(first.exits).toEqual(["GoldenCandidate"]);
    expect(first.state["golden_proposals"]).toMatchObject([{ kind: "obsolete", faq_id: aliquote.id }]);
    expect(first.state["ingestion_report"]).toMatchObject({ added: 1, unchanged_feeds: 0, problems: [] });

    const epoch = await stores.KnowledgeStore.read.epoch();
    const second = await look(feeds);
    expect(second.state["ingestion_report"]).toMatchObject({ added: 0, unchanged_feeds: 1, items: 0 });
    // What a cut-off run did not come to say is said by the next one.
    expect(second.state["golden_proposals"]).toEqual(first.state["golden_proposals"]);
    expect(await stores.KnowledgeStore.read.epoch()).toBe(epoch);
  });

  it("walks through with nothing to look at", async () => {
    const run = await (await world()).look([]);
    expectPath(run, lane);
    expect(run.state["golden_proposals"]).toEqual([]);
  });

  it("reports the feeds and documents that it could not read", async () => {
    const run = await (await world()).look([feedFile("not-a-feed.html"), feedFile("notizie.rss.xml")]);
    expect(run.state["ingestion_report"]).toMatchObject({
      feeds: 1,
      items: 4,
      problems: [{ code: "feed-invalid" }, { code: "file-unreadable" }, { code: "location-unsupported" }],
    });
  });
});
