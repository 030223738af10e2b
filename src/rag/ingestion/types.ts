import type { Validators } from "./fetch-page.ts";
import type { FeedItem } from "./parse-feed.ts";
import type { FeedSource } from "./feed-source.ts";

/** Limits and manners of taking in documents from elsewhere. */
export interface IngestionSettings {
  readonly feeds: readonly FeedSource[];
  /** Whether addresses of one's own network may be fetched. */
  readonly allow_private_addresses: boolean;
  /** For one address with all its redirects. */
  readonly timeout_ms: number;
  readonly max_redirects: number;
  readonly max_feed_bytes: number;
  readonly max_document_bytes: number;
  /** Items read of one feed, from its top. */
  readonly max_items: number;
  readonly chunk_characters: number;
  readonly overlap_characters: number;
}

/** A feed that has been read. `items` is empty when the server says that nothing has changed. */
export interface ReadFeed {
  readonly source: FeedSource;
  readonly unchanged: boolean;
  readonly items: readonly FeedItem[];
  /** To be remembered once the items are taken in; null when there is nothing to remember. */
  readonly validators: Validators | null;
}

/** A document as a source gives it, with what is known of it besides its text. */
export interface SourceText {
  readonly location: string;
  readonly title: string;
  readonly text: string;
  /** ISO 8601. */
  readonly updated_at: string;
  readonly tags: readonly string[];
  /** 0 to 1. */
  readonly authority: number;
  /** 0 to 1: how surely the characters were read. */
  readonly quality: number;
  /** Tells without reading it whether it may have changed. */
  readonly revision: string;
}
