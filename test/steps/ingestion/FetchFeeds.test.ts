import { describe, expect, it } from "vitest";

import type { ReadFeed } from "#rag/ingestion/types.ts";

import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import FetchFeeds from "../../../steps/ingestion/FetchFeeds.ts";
import { serve } from "../../rag/ingestion/feed-server.ts";
import { feedFile } from "../support/feeds.ts";
import { ingestionService } from "../support/ingestion.ts";
import { project } from "../support/project.ts";

const services = () => ({ ingestion: ingestionService(createFakeClock()).ingestion });

describe("FetchFeeds", () => {
  it.each([
    ["notizie.rss.xml", 4],
    ["quesiti.atom.xml", 1],
    ["circolari.json", 1],
    ["vuoto.rss.xml", 0],
  ])("reads %s", async (name, items) => {
    const run = await project.runStep(FetchFeeds, {
      state: { feed_sources: [feedFile(name)] },
      services: services(),
      clock: createFakeClock(),
    });
    const [read] = run.patch["parsed_feeds"] as ReadFeed[];
    expect(read?.items).toHaveLength(items);
    expect(run.attrs).toMatchObject({ feeds_fetched: 1, total_items_parsed: items, feeds_failed: 0 });
    expect(run.next).toEqual(["ParseDocs"]);
  });

  it("names a feed that cannot be read and leaves the others alone", async () => {
    const state = {
      feed_sources: [feedFile("not-a-feed.html"), feedFile("missing.xml"), feedFile("circolari.json")],
    };
    const run = await project.runStep(FetchFeeds, { state, services: services(), clock: createFakeClock() });
    expect(run.patch["feed_problems"]).toMatchObject([{ code: "feed-invalid" }, { code: "file-unreadable" }]);
    expect(run.attrs).toMatchObject({ feeds_fetched: 1, feeds_failed: 2 });
  });

  it("fails, so that it is tried again, where no feed can be had just now", async () => {
    const base = await serve((_request, response) => response.writeHead(503).end());
    const run = await project.runStep(FetchFeeds, {
      state: { feed_sources: [feedFile("x", { location: base })] },
      services: services(),
      clock: createFakeClock({ autoAdvance: true }),
    });
    expect(run.error?.code).toBe("fetch-refused");
  });

  it("goes on where no feed can be had for good: trying again would not help", async () => {
    const run = await project.runStep(FetchFeeds, {
      state: { feed_sources: [feedFile("not-a-feed.html")] },
      services: services(),
      clock: createFakeClock(),
    });
    expect(run.patch).toMatchObject({ parsed_feeds: [], feed_problems: [{ code: "feed-invalid" }] });
  });
});
