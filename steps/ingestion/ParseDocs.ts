import { type FeedOutcome, isNews, storeFeed } from "#rag/ingestion/store-feed.ts";

import { step } from "../ragstep.gen.ts";

/** Reads what the feeds name and stores it, document by document: what is stored stays stored whatever happens after. */
export default step("ParseDocs", {
  reads: ["parsed_feeds"],
  writes: ["ingested_documents", "known_items", "document_problems"],
  attrs: [
    "documents_processed",
    "successful_extractions",
    "failed_extractions",
    "known_items",
    "chunks_stored",
  ],
  async run({ state, stores, services, signal, log }) {
    const { ingestion } = services;
    const outcomes: FeedOutcome[] = [];
    // One after the other: a site is not asked for many pages at once.
    for (const feed of state.parsed_feeds) {
      outcomes.push(await storeFeed(feed, { ingestion, knowledge: stores.KnowledgeStore }, signal));
    }
    const stored = outcomes.flatMap((outcome) => outcome.stored);
    const problems = outcomes.flatMap((outcome) => outcome.problems);
    log({
      documents_processed: stored.length + problems.length,
      successful_extractions: stored.length,
      failed_extractions: problems.length,
      chunks_stored: stored.reduce((sum, { outcome, chunks }) => sum + (isNews(outcome) ? chunks : 0), 0),
    });
    return {
      ingested_documents: stored,
      known_items: outcomes.reduce((sum, { known }) => sum + known, 0),
      document_problems: problems,
    };
  },
});
