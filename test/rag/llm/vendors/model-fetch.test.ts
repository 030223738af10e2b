import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { modelFetch } from "../../../../src/rag/llm/vendors/model-fetch.ts";
import { rejection } from "../collect.ts";

interface Served extends AsyncDisposable {
  readonly url: string;
}

async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const post = (body: string, more: RequestInit = {}): RequestInit => ({ method: "POST", body, ...more });

async function textOf(request: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}

describe("modelFetch", () => {
  it("posts the body with its length and its headers, and gives status, headers and bytes", async () => {
    await using server = await serve((request, response) => {
      void textOf(request.setEncoding("utf8")).then((body) => {
        const { authorization } = request.headers;
        const said = { body, authorization, length: request.headers["content-length"] };
        response.writeHead(201, "Made", { "x-said": "yes" }).end(JSON.stringify(said));
      });
    });
    const headers = { Authorization: "Bearer k" };
    const response = await modelFetch(server.url, post("perché", { headers }));
    expect([response.status, response.statusText, response.headers.get("x-said")]).toEqual([
      201,
      "Made",
      "yes",
    ]);
    expect(await response.json()).toEqual({ body: "perché", authorization: "Bearer k", length: "7" });
  });

  it("reads no more from the server than is taken", async () => {
    const whole = 64 * 1024 * 1024;
    let sent = 0;
    const { promise: stuck, resolve: isStuck } = Promise.withResolvers<void>();
    await using server = await serve((_, response) => {
      const part = Buffer.alloc(64 * 1024, "x");
      const more = (): void => {
        while (sent < whole) {
          sent += part.length;
          if (response.write(part)) continue;
          response.once("drain", more);
          isStuck();
          return;
        }
        response.end();
      };
      more();
    });
    const { body } = await modelFetch(server.url, post("?"));
    await stuck;
    expect(sent).toBeLessThan(whole);
    let taken = 0;
    for await (const bytes of body ?? []) taken += bytes.length;
    expect(taken).toBe(whole);
  });

  it("rejects with the signal's reason, before the head and after it", async () => {
    const reason = new Error("enough");
    await using silent = await serve(() => undefined);
    const early = new AbortController();
    const asked = rejection(modelFetch(silent.url, post("?", { signal: early.signal })));
    early.abort(reason);
    expect(await asked).toBe(reason);
    expect(await rejection(modelFetch(silent.url, post("?", { signal: early.signal })))).toBe(reason);

    const { promise: left, resolve: leave } = Promise.withResolvers<void>();
    await using begun = await serve((_, response) => {
      response.once("close", leave);
      response.write("one");
    });
    const late = new AbortController();
    const { body } = await modelFetch(begun.url, post("?", { signal: late.signal }));
    const reader = body?.getReader();
    await reader?.read();
    const next = rejection(reader?.read() ?? Promise.resolve());
    late.abort(reason);
    expect(await next).toBe(reason);
    await left;
  });

  it("closes the connection when the body is cancelled", async () => {
    const { promise: left, resolve: leave } = Promise.withResolvers<void>();
    await using server = await serve((_, response) => {
      response.once("close", leave);
      response.write("one");
    });
    const { body } = await modelFetch(server.url, post("?"));
    await body?.cancel();
    await expect(left).resolves.toBeUndefined();
  });

  it("fails as `fetch` does, where nobody answers and where the answer breaks off", async () => {
    const closed = await serve(() => undefined);
    await closed[Symbol.asyncDispose]();
    const unreachable = await rejection(modelFetch(closed.url, post("?")));
    expect(unreachable).toMatchObject({ name: "TypeError", message: "fetch failed" });
    expect(unreachable).toHaveProperty("cause.code", "ECONNREFUSED");

    await using server = await serve((_, response) => {
      response.write("one", () => response.destroy());
    });
    const response = await modelFetch(server.url, post("?"));
    expect(await rejection(response.text())).toMatchObject({ name: "TypeError", message: "terminated" });
  });

  it("goes where the server redirects it, with the same body", async () => {
    await using server = await serve((request, response) => {
      if (request.url === "/") {
        response.writeHead(307, { location: "/there" }).end();
        return;
      }
      void textOf(request.setEncoding("utf8")).then((body) => response.end(`${request.url}: ${body}`));
    });
    const response = await modelFetch(server.url, post("asked"));
    expect(await response.text()).toBe("/there: asked");
  });

  it("has no body where the status forbids one, and leaves what is no posted text to `fetch`", async () => {
    await using server = await serve((request, response) => {
      response.writeHead(request.method === "POST" ? 204 : 200).end();
    });
    expect((await modelFetch(server.url, post("?"))).body).toBeNull();
    expect((await modelFetch(server.url)).status).toBe(200);
  });
});
