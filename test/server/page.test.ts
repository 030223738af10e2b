import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { createApp } from "../../src/server/app.ts";
import { pageRoutes } from "../../src/server/page.ts";
import { serving, tokenOf } from "./serving.ts";

const texts = {
  "index.html": "<!doctype html><title>page</title>",
  "app.js": "console.log('page');",
  "app.css": "body { color: red }",
};

/** A folder with the page as it is built; `files` in place of the usual ones. */
async function built(files: Readonly<Record<string, string>> = texts): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ragstep-page-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(text));
    await writeFile(join(folder, `${name}.gz`), gzipSync(text));
  }
  return `${folder}/`;
}

async function page(folder: string, server = {}) {
  const { host } = await serving({ server });
  const app = createApp(host, [pageRoutes(folder)]);
  onTestFinished(() => app.close());
  return app;
}

describe("the page", () => {
  test.each([
    ["/", "index.html", "text/html; charset=utf-8"],
    ["/app.js", "app.js", "text/javascript; charset=utf-8"],
    ["/app.css", "app.css", "text/css; charset=utf-8"],
  ] as const)("`%s` is `%s`", async (url, file, type) => {
    const app = await page(await built());
    const answer = await app.inject({ url });
    expect([answer.statusCode, answer.body]).toEqual([200, texts[file]]);
    expect(answer.headers).toMatchObject({
      "content-type": type,
      "cache-control": "no-cache",
      vary: "accept-encoding",
    });
  });

  test.each([
    ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0, gzip;q=0.5", "gzip", gunzipSync],
  ] as const)("is packed when the client takes `%s`", async (accepted, encoding, unpack) => {
    const app = await page(await built());
    const answer = await app.inject({ url: "/app.js", headers: { "accept-encoding": accepted } });
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(unpack(answer.rawPayload).toString()).toBe(texts["app.js"]);
  });

  test("is not sent again to who has it, in the same encoding", async () => {
    const app = await page(await built());
    const headers = { "accept-encoding": "br" };
    const first = await app.inject({ url: "/app.js", headers });
    const etag = String(first.headers["etag"]);
    const again = await app.inject({
      url: "/app.js",
      headers: { ...headers, "if-none-match": `"x", W/${etag}` },
    });
    expect([again.statusCode, again.body, again.headers["etag"]]).toEqual([304, "", etag]);
    const plain = await app.inject({ url: "/app.js", headers: { "if-none-match": etag } });
    expect(plain.statusCode).toBe(200);
  });

  test("loads nothing from elsewhere, runs no script that stands in it, and is shown in no other page", async () => {
    const app = await page(await built());
    const { headers } = await app.inject({ url: "/" });
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" });
  });

  test("is open to everybody, since it holds no data, while the data is not", async () => {
    const app = await page(await built(), { tokens: [tokenOf("rossi")] });
    expect((await app.inject({ url: "/" })).statusCode).toBe(200);
    expect((await app.inject({ url: "/api/graph" })).statusCode).toBe(401);
  });

  test("has the graph loaded ahead where no token is needed for it", async () => {
    const folder = await built();
    const linkOf = async (server: object) =>
      (await (await page(folder, server)).inject({ url: "/" })).headers["link"];
    expect(await linkOf({})).toBe("</api/graph>; rel=preload; as=fetch; crossorigin=anonymous");
    expect(await linkOf({ tokens: [tokenOf("rossi")] })).toBeUndefined();
  });

  test("answers HEAD without the text", async () => {
    const app = await page(await built());
    const answer = await app.inject({ method: "HEAD", url: "/app.css" });
    expect([answer.statusCode, answer.body]).toEqual([200, ""]);
  });

  test("that was not built says how to build it, and is there as soon as it is", async () => {
    const folder = await built({});
    const app = await page(folder);
    const answer = await app.inject({ url: "/" });
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([503, "text/html; charset=utf-8"]);
    expect(answer.body).toContain("npm run build:page");
    await writeFile(join(folder, "index.html"), texts["index.html"]);
    expect((await app.inject({ url: "/" })).body).toBe(texts["index.html"]);
  });
});
