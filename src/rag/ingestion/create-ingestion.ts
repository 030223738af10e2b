import { createHash } from "node:crypto";
import { resolve } from "node:path";

import type { Clock } from "../../definition/step.ts";
import type { DocumentParsers } from "../documents/types.ts";
import type { KnowledgeDocument } from "../retrieval/types.ts";
import type { Settings } from "../settings/types.ts";
import type { Resolve } from "./checked-lookup.ts";
import type { FeedMemory } from "./feed-memory.ts";
import type { FeedSource } from "./feed-source.ts";
import type { Fetched } from "./fetch-page.ts";
import { IngestionError } from "./ingestion-error.ts";
import { type FeedItem, parseFeed } from "./parse-feed.ts";
import { readArticle } from "./read-article.ts";
import { readDocument, type DocumentContent } from "./read-document.ts";
import { fileBeside, isWebAddress, readLocalFile } from "./read-file.ts";
import { documentId, toDocument } from "./to-document.ts";
import type { ReadFeed } from "./types.ts";

export interface IngestionOptions {
  readonly settings: Pick<Settings, "ingestion" | "documents">;
  /** Where relative paths of feeds start. */
  readonly projectDirectory: string;
  readonly memory: FeedMemory;
  readonly parsers: Pick<DocumentParsers, "extractText">;
  readonly clock: Clock;
  /** Looks hosts up; the system when absent. */
  readonly resolve?: Resolve;
}

/** Where an item's document is, and what tells whether it may have changed. */
export interface ItemPlace {
  readonly location: string;
  readonly revision: string;
}

/** Bytes with where they come from. */
export interface FoundBytes {
  readonly bytes: Uint8Array;
  readonly content_type: string | null;
  readonly location: string;
}

/** What is given of a document besides its bytes. */
export interface Described extends FoundBytes {
  readonly title: string | null;
  readonly updated_at: string | null;
  readonly tags: readonly string[];
  readonly authority: number;
  readonly revision: string;
}

/** Reads feeds and documents within the limits of the settings. Every method throws `IngestionError`s. */
export interface Ingestion {
  /** Reads a feed, unless it is the version remembered. */
  readFeed(source: FeedSource, signal: AbortSignal): Promise<ReadFeed>;
  placeOf(source: FeedSource, item: FeedItem): Promise<ItemPlace>;
  /** The document of an item; where it cannot be had, what the feed itself says of it. */
  readItem(
    source: FeedSource,
    item: FeedItem,
    place: ItemPlace,
    signal: AbortSignal,
  ): Promise<KnowledgeDocument>;
  /** Called once everything that a feed names is taken in: from then on it is asked only for what is newer. */
  remember(feed: ReadFeed): void;
  /** The id under which the document of a location is kept. */
  idOf(location: string): string;
  /** An http(s) address or a file. */
  fetch(location: string, signal: AbortSignal): Promise<FoundBytes>;
  /** Cuts a document for the knowledge store. */
  describe(found: Described, signal: AbortSignal): Promise<KnowledgeDocument>;
}

const feedTypes =
  "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5";
/** What a feed says of an item is taken for its text from this length on; below it is a teaser. */
const ownTextFrom = 100;

const revisionOf = (...parts: readonly unknown[]) =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);

function beside(link: string, feed: string): string {
  const url = URL.canParse(link, feed) ? new URL(link, feed) : null;
  // Never a file here, nor anything else that only looks like an address.
  if (url !== null && isWebAddress(url.href)) return url.href;
  throw new IngestionError("location-unsupported", `\`${link}\` is no http or https address.`);
}

/** How feeds and documents are read. No library is loaded before the first document needs it. */
export function createIngestion(options: IngestionOptions): Ingestion {
  const { memory, parsers, clock } = options;
  const { ingestion: settings, documents: limits } = options.settings;
  const pathOf = (location: string) => resolve(options.projectDirectory, location);
  const idOf = (location: string) => documentId(location, options.projectDirectory);
  const nameOf = (location: string) => (isWebAddress(location) ? location : pathOf(location));

  const get = async (
    location: string,
    how: { readonly accept: string; readonly max_bytes: number; readonly known: boolean },
    signal: AbortSignal,
  ): Promise<Fetched> => {
    if (isWebAddress(location)) {
      const validators = how.known ? memory.validatorsOf(location) : null;
      const [{ fetchPage }, { resolveBySystem }] = await Promise.all([
        import("./fetch-page.ts"),
        import("./checked-lookup.ts"),
      ]);
      const { resolve: lookUp = resolveBySystem } = options;
      return fetchPage(location, { ...settings, ...how, clock, resolve: lookUp, validators, signal });
    }
    const bytes = await readLocalFile(pathOf(location), how.max_bytes);
    const validators = { etag: null, last_modified: null };
    return { kind: "content", bytes, content_type: null, location: pathOf(location), validators };
  };

  const fetchDocument = async (location: string, signal: AbortSignal): Promise<FoundBytes> => {
    const how = { accept: "*/*", max_bytes: settings.max_document_bytes, known: false };
    const found = await get(location, how, signal);
    if (found.kind === "content") return found;
    throw new IngestionError(
      "fetch-refused",
      `\`${location}\` answered 304 to a request without a condition.`,
    );
  };

  const content = (found: FoundBytes, signal: AbortSignal): Promise<DocumentContent> =>
    readDocument(found.bytes, found.content_type, { parsers, limits, clock, signal });

  /** A date in the future would make a document newer than everything for good. */
  const dated = (date: string | null): string => {
    const now = clock.now();
    const ms = date === null ? now : Math.min(Date.parse(date), now);
    return new Date(ms).toISOString();
  };

  const itemContent = async (
    item: FeedItem,
    place: ItemPlace,
    signal: AbortSignal,
  ): Promise<DocumentContent> => {
    const own = item.html === null ? null : { ...(await readArticle(item.html)), quality: 0.7 };
    if (item.link !== null) {
      try {
        const read = await content(await fetchDocument(place.location, signal), signal);
        if (read.text !== "") return read;
      } catch (error) {
        signal.throwIfAborted();
        const lasting = error instanceof IngestionError && !error.transient;
        if (!lasting || own === null || own.text.length < ownTextFrom) throw error;
      }
    }
    return own ?? { title: null, text: "", quality: 0 };
  };

  return {
    async readFeed(source, signal) {
      const { max_feed_bytes, max_items } = settings;
      const found = await get(
        source.location,
        { accept: feedTypes, max_bytes: max_feed_bytes, known: true },
        signal,
      );
      if (found.kind === "unchanged") return { source, unchanged: true, items: [], validators: null };
      const items = await parseFeed(found.bytes, source.location, max_items);
      const { etag, last_modified } = found.validators;
      const validators = etag === null && last_modified === null ? null : found.validators;
      return { source, unchanged: false, items, validators };
    },
    async placeOf(source, item) {
      const revision = revisionOf(item.title, item.updated_at, item.html);
      const feed = nameOf(source.location);
      if (item.link === null) return { location: `${feed}#${item.id}`, revision };
      if (isWebAddress(item.link)) return { location: item.link, revision };
      // A feed on the web may name pages of its own site in short, never files here.
      if (isWebAddress(feed)) return { location: beside(item.link, feed), revision };
      return { location: await fileBeside(feed, item.link), revision };
    },
    async readItem(source, item, place, signal) {
      const { title, text, quality } = await itemContent(item, place, signal);
      return toDocument(
        idOf(place.location),
        {
          ...place,
          title: item.title === item.id ? (title ?? item.title) : item.title,
          text,
          quality,
          updated_at: dated(item.updated_at),
          tags: source.tags,
          authority: source.authority,
        },
        settings,
      );
    },
    remember({ source, validators }) {
      if (validators !== null) memory.remember(source.location, validators);
    },
    idOf,
    fetch: fetchDocument,
    async describe(found, signal) {
      const { title, text, quality } = await content(found, signal);
      const named = [title, found.title, found.location].find((one) => one !== null && one !== "");
      return toDocument(
        idOf(found.location),
        { ...found, title: named ?? found.location, text, quality, updated_at: dated(found.updated_at) },
        settings,
      );
    },
  };
}
