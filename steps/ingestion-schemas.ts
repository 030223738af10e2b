import { z } from "zod";

import { feedSource } from "#rag/ingestion/feed-source.ts";
import { feedItem } from "#rag/ingestion/parse-feed.ts";
import type { ReadFeed } from "#rag/ingestion/types.ts";
import type { IngestionProblem, StoredDocument } from "#rag/ingestion/store-feed.ts";

const count = z.number().int().min(0);

export const ingestionProblem: z.ZodType<IngestionProblem> = z.object({
  location: z.string(),
  code: z.string(),
  message: z.string(),
});

export const readFeed: z.ZodType<ReadFeed> = z.object({
  source: feedSource,
  unchanged: z.boolean(),
  items: z.array(feedItem),
  validators: z.object({ etag: z.string().nullable(), last_modified: z.string().nullable() }).nullable(),
});

export const storedDocument: z.ZodType<StoredDocument> = z.object({
  document_id: z.string(),
  title: z.string(),
  location: z.string(),
  updated_at: z.string(),
  outcome: z.enum(["added", "changed", "unchanged", "duplicate"]),
  chunks: count,
});

/** What a look at the feeds brought. */
export const ingestionReport = z.object({
  feeds: count,
  unchanged_feeds: count,
  items: count,
  added: count,
  changed: count,
  /** Stored before, in this feed or another. */
  known: count,
  chunks: count,
  golden_obsolete: count,
  golden_new: count,
  problems: z.array(ingestionProblem),
});
