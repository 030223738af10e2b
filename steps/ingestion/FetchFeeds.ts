import { IngestionError } from "#rag/ingestion/ingestion-error.ts";
import { type IngestionProblem, toProblem } from "#rag/ingestion/store-feed.ts";
import type { ReadFeed } from "#rag/ingestion/types.ts";

import { step } from "../ragstep.gen.ts";

/** Reads every feed at the same time. One that fails is named and leaves the others alone; when none can be had now, the step fails. */
export default step("FetchFeeds", {
  reads: ["feed_sources"],
  writes: ["parsed_feeds", "feed_problems"],
  attrs: ["feeds_fetched", "feeds_unchanged", "total_items_parsed", "feeds_failed"],
  async run({ state, services, signal, log }) {
    const feeds: ReadFeed[] = [];
    const problems: IngestionProblem[] = [];
    let later: IngestionError | undefined;
    const readings = state.feed_sources.map((source) => services.ingestion.readFeed(source, signal));
    for (const [at, reading] of (await Promise.allSettled(readings)).entries()) {
      if (reading.status === "fulfilled") {
        feeds.push(reading.value);
        continue;
      }
      const error: unknown = reading.reason;
      signal.throwIfAborted();
      problems.push(toProblem(state.feed_sources[at]?.location ?? "", error));
      if (error instanceof IngestionError && error.transient) later ??= error;
    }
    log({
      feeds_fetched: feeds.length,
      feeds_unchanged: feeds.filter(({ unchanged }) => unchanged).length,
      total_items_parsed: feeds.reduce((sum, { items }) => sum + items.length, 0),
      feeds_failed: problems.length,
    });
    if (feeds.length === 0 && later !== undefined) throw later;
    return { parsed_feeds: feeds, feed_problems: problems };
  },
});
