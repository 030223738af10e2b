import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

import { storeFeed } from "#rag/ingestion/store-feed.ts";

import { page, rss, serve } from "./feed-server.ts";
import { feed, never, world } from "./world.ts";

const long =
  "Il termine per il versamento è il sedici del mese seguente, salvo proroga del ministero. ".repeat(5);
const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/feeds/${name}`, import.meta.url));

async function look(made: ReturnType<typeof world>, source: ReturnType<typeof feed>) {
  const { ingestion, knowledge } = made;
  return storeFeed(await ingestion.readFeed(source, never), { ingestion, knowledge: knowledge.write }, never);
}

describe("storing what a feed names", () => {
  it("reads pages and PDFs, and leaves menus and scripts out", async () => {
    const made = world();
    const { stored } = await look(made, feed(fixture("notizie.rss.xml")));
    expect(stored.map(({ outcome, title }) => [outcome, title])).toEqual([
      ["added", "Aliquota IVA ordinaria: che cosa cambia"],
      ["added", "Circolare di prova sul versamento"],
    ]);
    const [html] = await made.knowledge.read.search({ text: "aliquota ordinaria 23 per cento" });
    expect(html).toMatchObject({ tags: ["prova"], updated_at: "2026-10-01T08:00:00.000Z" });
    expect(html?.text).toContain("22%  23%");
    expect(html?.text).not.toMatch(/Archivio|mai letto|Piè di pagina/);
    const [pdf] = await made.knowledge.read.search({ text: "contributo sui fari privati bollettino" });
    expect(pdf?.text).toContain("16 marzo");
  });

  it("names what it could not read and goes on", async () => {
    const { problems } = await look(world(), feed(fixture("notizie.rss.xml")));
    expect(problems.map(({ code }) => code)).toEqual(["file-unreadable", "location-unsupported"]);
  });

  it("adds nothing the second time, and asks for no page again", async () => {
    const asked: (string | undefined)[] = [];
    const base = await serve((request, response) => {
      asked.push(request.url);
      response.end(request.url === "/feed" ? rss("/pagina") : page(long));
    });
    const made = world();
    expect((await look(made, feed(`${base}/feed`))).stored).toMatchObject([{ outcome: "added", chunks: 1 }]);
    const epoch = await made.knowledge.read.epoch();
    expect(await look(made, feed(`${base}/feed`))).toEqual({ stored: [], known: 1, problems: [] });
    expect(await made.knowledge.read.epoch()).toBe(epoch);
    expect(asked).toEqual(["/feed", "/pagina", "/feed"]);
  });

  it("stores once what two addresses say alike", async () => {
    const base = await serve((request, response) => {
      response.end(request.url?.startsWith("/feed") ? rss(`/page-of${request.url}`) : page(long));
    });
    const made = world();
    expect((await look(made, feed(`${base}/feed1`))).stored).toMatchObject([{ outcome: "added" }]);
    expect((await look(made, feed(`${base}/feed2`))).stored).toMatchObject([{ outcome: "duplicate" }]);
    expect(await made.knowledge.read.search({ text: "versamento proroga" })).toHaveLength(1);
  });

  it("puts a changed page in the place of the old one, with nothing left over", async () => {
    let version = 1;
    const base = await serve((request, response) => {
      const text = version === 1 ? `${long.repeat(8)} Vecchia regola.` : `${long} Nuova regola.`;
      response.end(
        request.url === "/feed" ? rss("/p", "Regola", `Thu, 0${version} Oct 2026 08:00:00 GMT`) : page(text),
      );
    });
    const made = world();
    expect((await look(made, feed(`${base}/feed`))).stored[0]?.chunks).toBeGreaterThan(2);
    version = 2;
    expect((await look(made, feed(`${base}/feed`))).stored).toMatchObject([
      { outcome: "changed", chunks: 1 },
    ]);
    const hits = await made.knowledge.read.search({ text: "regola versamento" });
    expect(hits).toHaveLength(1);
    expect(hits[0]?.text).toContain("Nuova regola.");
  });

  it("remembers the feed's version only when nothing is left to try again", async () => {
    let busy = true;
    const base = await serve((request, response) => {
      if (request.url === "/feed")
        response
          .writeHead(request.headers["if-none-match"] === '"1"' ? 304 : 200, { etag: '"1"' })
          .end(rss("/p"));
      else response.writeHead(busy ? 503 : 200).end(page(long));
    });
    const made = world();
    expect((await look(made, feed(`${base}/feed`))).problems).toMatchObject([{ code: "fetch-refused" }]);
    busy = false;
    expect((await look(made, feed(`${base}/feed`))).stored).toMatchObject([{ outcome: "added" }]);
    expect((await made.ingestion.readFeed(feed(`${base}/feed`), never)).unchanged).toBe(true);
  });

  it("lets no feed of the web name a file here, nor an address of one's own network", async () => {
    const made = world({ allow_private_addresses: false }, async () => [{ address: "10.0.0.9", family: 4 }]);
    const { ingestion, knowledge } = made;
    const source = feed("https://feeds.example/feed");
    const items = ["file:///etc/passwd", "http://127.0.0.1/admin", "http://intranet.example/"].map(
      (link) => ({
        id: link,
        title: link,
        link,
        updated_at: null,
        html: null,
      }),
    );
    const read = { source, unchanged: false, items, validators: null };
    const { problems, stored } = await storeFeed(read, { ingestion, knowledge: knowledge.write }, never);
    expect(stored).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual([
      "location-unsupported",
      "address-private",
      "address-private",
    ]);
  });

  it("takes a date in the future for now, so that nothing is newer than everything for good", async () => {
    const base = await serve((request, response) => {
      response.end(
        request.url === "/feed" ? rss("/p", "Domani", "Thu, 01 Oct 2076 08:00:00 GMT") : page(long),
      );
    });
    const { stored } = await look(world(), feed(`${base}/feed`));
    expect(Date.parse(stored[0]?.updated_at ?? "")).toBeLessThanOrEqual(Date.now());
  });

  it("says which file a feed in a file must not reach", async () => {
    expect(await readFile(fixture("notizie.rss.xml"), "utf8")).toContain("../../../../package.json");
    const { problems } = await look(world(), feed(fixture("notizie.rss.xml")));
    expect(problems[1]?.message).toContain("outside the folder");
  });
});
