import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { demo, question, serving } from "../server/serving.ts";
import { elsewhere, withBlank } from "./blank.ts";
import { inBrowser, openPage, visit } from "./pages.ts";

/** A page of another origin, and a server that lists `allowed` of all origins. */
async function strangers(allowed: (origin: string) => readonly string[]) {
  const origin = await elsewhere();
  const served = await serving({ server: { cors_origins: allowed(origin) } });
  const asked: string[] = [];
  served.app.addHook("onResponse", async ({ method, url }, reply) => {
    asked.push(`${method} ${url} ${reply.statusCode}`);
  });
  const base = await served.listen();
  const { page, problems } = await openPage();
  await visit(page, `${origin}/`);
  return { ...served, base, page, problems, asked };
}

/** Asks by `fetch` in the page; gives what its script may see of the answer, or the error. */
async function asks(page: Page, base: string) {
  return await page.evaluate(
    async ({ url, headers, body }) => {
      try {
        const response = await fetch(url, { method: "POST", headers, body });
        const seen = ["x-run-id", "x-request-id", "server-timing"].filter((name) =>
          response.headers.has(name),
        );
        return { status: response.status, headers: seen, text: await response.text() };
      } catch (error) {
        return { error: error instanceof Error ? error.name : "" };
      }
    },
    {
      url: `${base}/api/v1/chat/stream`,
      headers: { ...demo, "content-type": "application/json" },
      body: JSON.stringify({ query: question }),
    },
  );
}

/** What an `EventSource` of the page comes to: `opened` or `refused`. */
async function follows(page: Page, url: string): Promise<string> {
  return await page.evaluate(
    (address) =>
      new Promise<string>((resolve) => {
        const source = new EventSource(address);
        const end = (word: string): void => {
          source.close();
          resolve(word);
        };
        source.addEventListener("run-started", () => end("opened"));
        source.addEventListener("error", () => end("refused"));
      }),
    url,
  );
}

inBrowser("a page of another origin", () => {
  test("that is listed asks after its preflight, reads the stream and the headers that are exposed", async () => {
    const { page, base, problems, asked, host } = await strangers((origin) => [origin]);
    const answer = await asks(page, base);
    expect(answer).toMatchObject({ status: 200, headers: ["x-run-id", "x-request-id"] });
    expect(answer).toHaveProperty("text", expect.stringMatching(/^data: [\s\S]*data: \[DONE\]\n\n$/));
    expect(asked).toContain("OPTIONS /api/v1/chat/stream 204");
    await host.live.idle();
    const run = host.runs.list({}, { limit: 1 }).runs[0]?.run_id ?? "";
    expect(await follows(page, `${base}/api/runs/${run}/events`)).toBe("opened");
    expect(problems).toEqual([]);
  });

  test.each([
    ["no origin is", (): readonly string[] => []],
    ["another origin is", (): readonly string[] => ["https://app.example.it"]],
  ])("that is not listed, while %s, asks nothing and reads nothing", async (_, allowed) => {
    const { page, base, asked, host } = await strangers(allowed);
    expect(await asks(page, base)).toEqual({ error: "TypeError" });
    expect(asked.filter((line) => line.startsWith("POST"))).toEqual([]);
    expect(await follows(page, `${base}/api/runs/run_any/events`)).toBe("refused");
    // Without anything that wants a preflight, the question goes out; the server refuses it.
    const simple = await page.evaluate(
      async ({ url, body }) => {
        await fetch(url, { method: "POST", mode: "no-cors", body });
      },
      { url: `${base}/api/v1/chat`, body: JSON.stringify({ query: question }) },
    );
    expect(simple).toBeUndefined();
    expect(asked).toContain("POST /api/v1/chat 403");
    expect(host.runs.list({}, { limit: 1 }).runs).toEqual([]);
  });
});

inBrowser("a page that gives the loopback another name", () => {
  test("gets nothing, not even what is open to everybody", async () => {
    const served = await serving();
    withBlank(served.app);
    const { port } = new URL(await served.listen());
    const { page } = await openPage();
    const response = await page.goto(`http://rebound.test:${port}/blank`);
    expect(response?.status()).toBe(403);
    const statuses = await page.evaluate(
      async (paths) => {
        const answers = paths.map(async (path) => (await fetch(path)).status);
        return await Promise.all(answers);
      },
      ["/api/runs", "/api/graph", "/healthz", "/metrics"],
    );
    expect(statuses).toEqual([403, 403, 403, 403]);
  });
});
