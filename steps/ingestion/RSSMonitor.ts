import { selectFeeds } from "#rag/ingestion/feed-source.ts";

import { step } from "../ragstep.gen.ts";

/** Chooses the feeds to look at: those of the request, else those of the settings. */
export default step("RSSMonitor", {
  optional: {
    monitor_type: "watches every group",
    requested_feeds: "watches the feeds of the settings",
  },
  writes: ["feed_sources"],
  attrs: ["monitor_type", "feeds_configured", "feeds_selected"],
  async run({ state, services, log }) {
    const { monitor_type = "all", requested_feeds } = state;
    const feeds = requested_feeds ?? services.settings.ingestion.feeds;
    const selected = selectFeeds(feeds, monitor_type);
    log({ monitor_type, feeds_configured: feeds.length, feeds_selected: selected.length });
    return { feed_sources: [...selected] };
  },
});
