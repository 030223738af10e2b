import { z } from "zod";

import { decodeText } from "../documents/parsers/decode-text.ts";
import { IngestionError } from "./ingestion-error.ts";

/** An entry of a feed, whatever the feed's format. */
export const feedItem = z.object({
  /** The feed's own id of it, else its address or title. */
  id: z.string(),
  title: z.string(),
  /** Its page or document, as written in the feed. */
  link: z.string().nullable(),
  /** ISO 8601, in UTC. */
  updated_at: z.string().nullable(),
  /** What the feed itself says, as HTML. */
  html: z.string().nullable(),
});
export type FeedItem = z.infer<typeof feedItem>;

interface RawItem {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly date: string | undefined;
  readonly html: string | undefined;
}

const escaped = (text: string | undefined) => text?.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

async function rawItems(text: string, maxItems: number): Promise<readonly RawItem[]> {
  const { parseFeed: parse } = await import("feedsmith");
  const parsed = parse(text, { maxItems });
  switch (parsed.format) {
    case "rss":
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.guid?.value,
        title: item.title,
        link: item.link ?? item.enclosures?.[0]?.url,
        date: item.pubDate ?? item.dc?.dates?.[0],
        html: item.content?.encoded ?? item.description,
      }));
    case "rdf":
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.rdf?.about,
        title: item.title,
        link: item.link,
        date: item.dc?.dates?.[0],
        html: item.content?.encoded ?? item.description,
      }));
    case "atom":
      return (parsed.feed.entries ?? []).map(({ id, title, links = [], content, summary, ...entry }) => {
        const own = links.find(({ rel = "alternate" }) => rel === "alternate") ?? links[0];
        const body = content?.value === undefined ? summary : content;
        const isHtml = body?.type === "html" || body?.type === "xhtml";
        return {
          id,
          title: title?.value,
          link: own?.href,
          date: entry.updated ?? entry.published,
          html: isHtml ? body.value : escaped(body?.value),
        };
      });
    case "json":
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.id,
        title: item.title,
        link: item.url ?? item.external_url ?? item.attachments?.[0]?.url,
        date: item.date_modified ?? item.date_published,
        html: item.content_html ?? escaped(item.content_text ?? item.summary),
      }));
    default:
      return parsed satisfies never;
  }
}

function isoDate(text: string | undefined): string | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** Reads RSS, RDF, Atom or JSON Feed. Items that name nothing to read are left out. Throws an `IngestionError` for anything else. */
export async function parseFeed(
  bytes: Uint8Array,
  location: string,
  maxItems: number,
): Promise<readonly FeedItem[]> {
  let items: readonly RawItem[];
  try {
    items = await rawItems(decodeText(bytes), maxItems);
  } catch (cause) {
    throw new IngestionError("feed-invalid", `\`${location}\` is no RSS, Atom or JSON Feed.`, { cause });
  }
  return items.flatMap(({ id, title, link, date, html }) => {
    const name = id ?? link ?? title;
    if (name === undefined || (link === undefined && html === undefined)) return [];
    const heading = title?.replaceAll(/\s+/g, " ").trim() ?? "";
    return [
      {
        id: name,
        title: heading === "" ? name : heading,
        link: link?.trim() ?? null,
        updated_at: isoDate(date),
        html: html ?? null,
      },
    ];
  });
}
