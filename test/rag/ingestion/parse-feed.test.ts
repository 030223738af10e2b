import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseFeed } from "#rag/ingestion/parse-feed.ts";

const read = (text: string, most = 10) => parseFeed(Buffer.from(text), "feed", most);

describe("parseFeed", () => {
  it("reads RDF and Atom with their own names for things", async () => {
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>T</title></channel><item rdf:about="i"><title>Uno</title><link>https://e.org/1</link><dc:date>2026-01-02</dc:date></item></rdf:RDF>`;
    expect(await read(rdf)).toMatchObject([
      { title: "Uno", link: "https://e.org/1", updated_at: "2026-01-02T00:00:00.000Z" },
    ]);
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>i</id><title>A &amp; B</title><updated>2026-01-02T03:04:05+01:00</updated><link rel="self" href="/self"/><link href="/own"/><summary>1 &lt; 2</summary></entry></feed>`;
    expect(await read(atom)).toEqual([
      { id: "i", title: "A & B", link: "/own", updated_at: "2026-01-02T02:04:05.000Z", html: "1 &lt; 2" },
    ]);
  });

  it("takes the attachment where an item has no page, and leaves out what names nothing to read", async () => {
    const rss = `<rss version="2.0"><channel><title>T</title><item><title>PDF</title><enclosure url="https://e.org/a.pdf" type="application/pdf" length="1"/><pubDate>mai</pubDate></item><item><title>Niente</title></item></channel></rss>`;
    expect(await read(rss)).toMatchObject([{ title: "PDF", link: "https://e.org/a.pdf", updated_at: null }]);
  });

  it("reads no more items than it may, and unfolds no entities", async () => {
    const items = Array.from(
      { length: 50 },
      (_, at) => `<item><title>n${at}</title><link>/${at}</link></item>`,
    );
    const bomb = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>`;
    const text = `${bomb}<rss version="2.0"><channel><title>&b;</title>${items.join("")}</channel></rss>`;
    expect(await read(text, 3)).toHaveLength(3);
  });

  it("refuses everything that is no feed with one error, whatever it is", async () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom("", "<rss", "{}", "<html></html>", "%PDF-"),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        await expect(read(text)).rejects.toMatchObject({ code: "feed-invalid" });
      }),
    );
  });
});
