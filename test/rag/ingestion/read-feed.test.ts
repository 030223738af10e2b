import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

import { page, rss, serve } from "./feed-server.ts";
import { feed, never, world } from "./world.ts";

const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe("reading a feed over http", () => {
  it("asks with a condition once the feed was taken in, and takes 304 for no news", async () => {
    const conditions: unknown[] = [];
    const base = await serve((request, response) => {
      conditions.push([request.headers["if-none-match"], request.headers["if-modified-since"]]);
      const known = request.headers["if-none-match"] === '"v1"';
      response.writeHead(known ? 304 : 200, {
        etag: '"v1"',
        "last-modified": "Thu, 01 Oct 2026 08:00:00 GMT",
      });
      response.end(known ? undefined : rss("/pagina"));
    });
    const { ingestion } = world();
    const source = feed(`${base}/feed`);
    const first = await ingestion.readFeed(source, never);
    expect(first).toMatchObject({ unchanged: false, items: [{ title: "Una notizia", link: "/pagina" }] });
    expect((await ingestion.readFeed(source, never)).unchanged).toBe(false);
    ingestion.remember(first);
    expect(await ingestion.readFeed(source, never)).toMatchObject({ unchanged: true, items: [] });
    expect(conditions).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['"v1"', "Thu, 01 Oct 2026 08:00:00 GMT"],
    ]);
  });

  it("refuses 404 for good and 503 for now", async () => {
    const base = await serve((request, response) => {
      response.writeHead(request.url === "/gone" ? 404 : 503).end();
    });
    const { ingestion } = world();
    await expect(ingestion.readFeed(feed(`${base}/gone`), never)).rejects.toMatchObject({
      code: "fetch-refused",
      transient: false,
    });
    await expect(ingestion.readFeed(feed(`${base}/busy`), never)).rejects.toMatchObject({
      code: "fetch-refused",
      transient: true,
    });
  });

  it("gives a server up that begins and then says nothing more", async () => {
    const base = await serve((_request, response) => {
      response.writeHead(200).write("<rss>");
    });
    const { ingestion } = world({ timeout_ms: 150 });
    await expect(ingestion.readFeed(feed(base), never)).rejects.toMatchObject({
      code: "fetch-timeout",
      transient: true,
    });
  });

  it.each([
    ["that says so", { "content-length": "9000000" }],
    ["that does not say so", {}],
  ])("stops reading a body beyond the limit %s", async (_name, headers) => {
    const base = await serve((_request, response) => {
      response.writeHead(200, headers);
      const more = (): void => {
        while (response.write("x".repeat(1000)));
      };
      response.on("drain", more);
      more();
    });
    const { ingestion } = world({ max_feed_bytes: 4096 });
    await expect(ingestion.readFeed(feed(base), never)).rejects.toEqual(code("too-large"));
  });

  it("measures a packed body by what it unfolds to", async () => {
    const packed = gzipSync("x".repeat(1_000_000));
    const base = await serve((request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(request.url === "/good" ? gzipSync(rss("/pagina")) : packed);
    });
    const { ingestion } = world({ max_feed_bytes: 4096 });
    expect(packed.length).toBeLessThan(4096);
    await expect(ingestion.readFeed(feed(base), never)).rejects.toEqual(code("too-large"));
    expect((await ingestion.readFeed(feed(`${base}/good`), never)).items).toHaveLength(1);
  });

  it("says of a page that it is no feed", async () => {
    const base = await serve((_request, response) => response.end(page("Testo.")));
    const { ingestion } = world();
    await expect(ingestion.readFeed(feed(base), never)).rejects.toEqual(code("feed-invalid"));
  });

  it("follows redirects up to a bound", async () => {
    const base = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end(rss("/pagina"));
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const { ingestion } = world({ max_redirects: 2 });
    expect((await ingestion.readFeed(feed(`${base}/2`), never)).items).toHaveLength(1);
    await expect(ingestion.readFeed(feed(`${base}/3`), never)).rejects.toEqual(code("too-many-redirects"));
  });

  it("follows no redirect away from the web", async () => {
    const base = await serve((_request, response) => {
      response.writeHead(301, { location: "file:///etc/passwd" }).end();
    });
    const { ingestion } = world();
    await expect(ingestion.readFeed(feed(base), never)).rejects.toEqual(code("location-unsupported"));
  });

  it("ends with the run's signal", async () => {
    const abort = new AbortController();
    const base = await serve(() => abort.abort(new Error("stopped")));
    const { ingestion } = world();
    await expect(ingestion.readFeed(feed(base), abort.signal)).rejects.toThrow("stopped");
  });
});

describe("private addresses", () => {
  const closed = { allow_private_addresses: false };

  it("are refused when written as an address, before anything is sent", async () => {
    let asked = 0;
    const base = await serve((_request, response) => {
      asked++;
      response.end(rss("/"));
    });
    const { ingestion } = world(closed);
    const port = new URL(base).port;
    const hosts = [
      "127.0.0.1",
      "2130706433",
      "0x7f.1",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "169.254.169.254",
      "10.0.0.1",
    ];
    for (const host of hosts) {
      const reading = ingestion.readFeed(feed(`http://${host}:${port}/feed`), never);
      await expect(reading, host).rejects.toEqual(code("address-private"));
    }
    expect(asked).toBe(0);
  });

  it("are refused when one of a name's addresses is private", async () => {
    const { ingestion } = world(closed, async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ]);
    await expect(ingestion.readFeed(feed("http://example.test/feed"), never)).rejects.toEqual(
      code("address-private"),
    );
  });

  it("are refused behind a redirect as well", async () => {
    // The first answer is public as far as the guard knows: the name is looked up once more at the second hop.
    const answers = ["93.184.216.34", "127.0.0.1"];
    const seen: string[] = [];
    const { ingestion } = world(closed, async (host) => {
      seen.push(host);
      return [{ address: answers[seen.length] ?? "127.0.0.1", family: 4 }];
    });
    await expect(ingestion.readFeed(feed("http://rebind.test/feed"), never)).rejects.toEqual(
      code("address-private"),
    );
    expect(seen).toEqual(["rebind.test"]);
  });

  it("are fetched where the settings allow it, at the address that was looked up", async () => {
    const base = await serve((request, response) => response.end(rss(`http://${request.headers.host}/p`)));
    const { ingestion } = world({}, async () => [{ address: "127.0.0.1", family: 4 }]);
    const read = await ingestion.readFeed(feed(`http://feed.test:${new URL(base).port}/`), never);
    expect(read.items[0]?.link).toContain("feed.test");
  });
});
