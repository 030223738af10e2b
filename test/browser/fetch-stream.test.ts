import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { demo, onlyModel, question, serving } from "../server/serving.ts";
import { withBlank } from "./blank.ts";
import { heldModel } from "./held-model.ts";
import { inBrowser, openPage, visit } from "./pages.ts";

/** A server whose model waits for the test, and a page of its own origin in the browser. */
async function withModel() {
  const model = await heldModel();
  const served = await serving({ settings: onlyModel(model.baseUrl) });
  withBlank(served.app);
  const base = await served.listen();
  const { page, problems } = await openPage();
  await visit(page, `${base}/blank`);
  return { ...served, model, base, page, problems };
}

/** Lets the page ask and read what comes, part by part, into `told`. */
async function askFromPage(page: Page): Promise<void> {
  await page.evaluate(
    ({ headers, body }) => {
      const aborter = new AbortController();
      const state = { text: "", parts: 0, status: 0, run: "", ended: "", stop: () => aborter.abort() };
      Object.assign(globalThis, { told: state });
      void (async () => {
        const response = await fetch("/api/v1/chat/stream", {
          method: "POST",
          headers,
          body,
          signal: aborter.signal,
        });
        state.status = response.status;
        state.run = response.headers.get("x-run-id") ?? "";
        const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
        for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
          state.text += part.value;
          state.parts++;
        }
        state.ended = "whole";
      })().catch((error: Error) => (state.ended = error.name));
    },
    {
      headers: { ...demo, "content-type": "application/json" },
      body: JSON.stringify({ query: question }),
    },
  );
}

interface Told {
  readonly text: string;
  readonly parts: number;
  readonly status: number;
  readonly run: string;
  readonly ended: string;
  readonly stop: () => void;
}

declare global {
  // eslint-disable-next-line no-var -- how a property of the global object is declared
  var told: Told;
}

const hasText = (page: Page, words: string) =>
  page.waitForFunction((text) => told.text.includes(text), words);
const hasEnded = (page: Page) => page.waitForFunction(() => told.ended !== "");

inBrowser("an answer that is read by `fetch`", () => {
  test("is there word by word, each before the model has said the next", async () => {
    const { model, page, host, problems } = await withModel();
    await askFromPage(page);
    for (const word of ["primo", "secondo", "terzo"]) {
      await model.say(`${word} `);
      await hasText(page, `data: ${word}`);
      expect(await page.evaluate(() => told.ended)).toBe("");
    }
    await model.finish();
    await hasEnded(page);
    const seen = await page.evaluate(() => ({ ...told, stop: null }));
    expect(seen).toMatchObject({ status: 200, ended: "whole", run: expect.stringMatching(/^run_/) });
    expect(seen.parts).toBeGreaterThanOrEqual(4);
    expect(seen.text).toMatch(/data: \[DONE\]\n\n$/);
    await host.live.idle();
    expect(host.runs.get(seen.run)?.status).toBe("completed");
    expect(problems).toEqual([]);
  });

  test("that the page breaks off stops the model, and the run ends with its accounts in order", async () => {
    const { model, page, host } = await withModel();
    await askFromPage(page);
    await model.say("primo ");
    await hasText(page, "data: primo");
    const since = performance.now();
    await page.evaluate(() => told.stop());
    await model.left;
    expect(performance.now() - since).toBeLessThan(5000);
    await hasEnded(page);
    expect(await page.evaluate(() => told.ended)).toBe("AbortError");
    await host.live.idle();
    expect(host.live.openStreams).toBe(0);
    expect(host.runs.list({}, { limit: 1 }).runs[0]?.status).toBe("completed");
  });

  test("that the page breaks off before its first word cancels the run", async () => {
    const { model, page, host } = await withModel();
    await askFromPage(page);
    await model.asked;
    await page.evaluate(() => told.stop());
    await model.left;
    await host.live.idle();
    expect(host.runs.list({}, { limit: 1 }).runs[0]?.status).toBe("cancelled");
  });

  test("is gone with the page that read it", async () => {
    const { model, page, host } = await withModel();
    await askFromPage(page);
    await model.say("primo ");
    await hasText(page, "data: primo");
    await page.close();
    await model.left;
    await host.live.idle();
    expect([host.live.size, host.live.openStreams]).toEqual([0, 0]);
  });
});
