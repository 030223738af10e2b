import { fileURLToPath } from "node:url";

import type { FeedSource } from "#rag/ingestion/feed-source.ts";
import type { FeedItem } from "#rag/ingestion/parse-feed.ts";
import type { StoredDocument } from "#rag/ingestion/store-feed.ts";
import type { ReadFeed } from "#rag/ingestion/types.ts";

/** A feed that lies among the fixtures. */
export function feedFile(name: string, change: Partial<FeedSource> = {}): FeedSource {
  const location = fileURLToPath(new URL(`../../fixtures/feeds/${name}`, import.meta.url));
  return { name, location, monitor: "news", tags: ["prova"], authority: 0.8, ...change };
}

/** An item that says all itself. */
export function item(change: Partial<FeedItem> = {}): FeedItem {
  const html =
    "<p>Il custode di un faro privato tiene acceso il lume dal tramonto all'alba, ogni notte dell'anno.</p>";
  return {
    id: "item_1",
    title: "Il custode del faro",
    link: null,
    updated_at: "2026-03-05T00:00:00Z",
    html,
    ...change,
  };
}

export function readFeedOf(items: readonly FeedItem[], change: Partial<FeedSource> = {}): ReadFeed {
  return { source: feedFile("notizie.rss.xml", change), unchanged: false, items, validators: null };
}

export function storedDocument(change: Partial<StoredDocument> = {}): StoredDocument {
  return {
    document_id: "doc_faro",
    title: "Il custode del faro",
    location: "https://example.org/faro",
    updated_at: "2026-03-05T00:00:00Z",
    outcome: "added",
    chunks: 1,
    ...change,
  };
}
