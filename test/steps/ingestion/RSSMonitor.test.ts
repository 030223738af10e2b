import { describe, expect, it } from "vitest";

import RSSMonitor from "../../../steps/ingestion/RSSMonitor.ts";
import { feedFile } from "../support/feeds.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

const taxes = feedFile("notizie.rss.xml", { monitor: "taxes" });
const labour = feedFile("quesiti.atom.xml", { monitor: "labour" });
const services = { settings: settings({ ingestion: { feeds: [taxes, labour] } }) };

describe("RSSMonitor", () => {
  it("watches every feed of the settings", async () => {
    const run = await project.runStep(RSSMonitor, { state: {}, services });
    expect(run.patch).toEqual({ feed_sources: [taxes, labour] });
    expect(run.attrs).toMatchObject({ monitor_type: "all", feeds_configured: 2, feeds_selected: 2 });
    expect(run.next).toEqual(["FetchFeeds"]);
  });

  it("watches one group when it is asked for", async () => {
    const run = await project.runStep(RSSMonitor, { state: { monitor_type: "labour" }, services });
    expect(run.patch).toEqual({ feed_sources: [labour] });
  });

  it("watches the feeds of the request in place of the settings'", async () => {
    const state = { requested_feeds: [feedFile("circolari.json")] };
    const run = await project.runStep(RSSMonitor, { state, services });
    expect(run.patch).toEqual({ feed_sources: [feedFile("circolari.json")] });
  });

  it("goes on with no feed where none is configured", async () => {
    const run = await project.runStep(RSSMonitor, { state: {}, services: { settings: settings() } });
    expect(run.patch).toEqual({ feed_sources: [] });
    expect(run.next).toEqual(["FetchFeeds"]);
  });
});
