import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import type { StoredEvent } from "../../src/server/runs/run-store.ts";
import { eventsOf } from "../server/sent-events.ts";
import { demo, onlyModel, question, serving } from "../server/serving.ts";
import { withBlank } from "./blank.ts";
import { cuttingProxy } from "./cutting-proxy.ts";
import { heldModel } from "./held-model.ts";
import { inBrowser, openPage, visit } from "./pages.ts";

const types: readonly StoredEvent["type"][] = [
  "run-started",
  "step-started",
  "emitted",
  "step-retry",
  "step-completed",
  "step-failed",
  "edge-taken",
  "response",
  "run-ended",
  "state",
  "frame",
];

interface Watched {
  readonly events: readonly { readonly id: string; readonly type: string; readonly data: string }[];
  readonly opened: number;
  /** Of the `EventSource`: 0 comes back, 1 open, 2 closed. */
  readonly state: () => number;
}

declare global {
  // oxlint-disable-next-line no-var -- how a property of the global object is declared
  var watched: Watched;
}

/** Lets the page follow a run with an `EventSource`; what comes is in `watched`. */
async function watch(page: Page, run_id: string): Promise<void> {
  await page.evaluate(
    ({ url, names }) => {
      const source = new EventSource(url);
      const state = { events: [] as Watched["events"][number][], opened: 0, state: () => source.readyState };
      Object.assign(globalThis, { watched: state });
      source.addEventListener("open", () => state.opened++);
      for (const type of names)
        source.addEventListener(type, (event) => {
          const { lastEventId: id, data } = event as MessageEvent;
          state.events.push({ id, type, data: String(data) });
        });
    },
    { url: `/api/runs/${run_id}/events`, names: types },
  );
}

const eventsIn = (page: Page) => page.evaluate(() => watched.events);
const hasFrame = (page: Page, words: string) =>
  page.waitForFunction(
    (text) => watched.events.some(({ type, data }) => type === "frame" && data.includes(text)),
    words,
  );
const hasClosed = (page: Page) => page.waitForFunction(() => watched.state() === 2);

/** A server with one run under way, whose model waits for the test. */
async function underWay() {
  const model = await heldModel();
  const served = await serving({ settings: onlyModel(model.baseUrl) });
  withBlank(served.app);
  const base = await served.listen();
  const answer = fetch(`${base}/api/v1/chat/stream`, {
    method: "POST",
    headers: { ...demo, "content-type": "application/json" },
    body: JSON.stringify({ query: question }),
  });
  const read = answer.then((response) => response.text());
  await model.asked;
  const run_id = served.host.runs.list({}, { limit: 1 }).runs[0]?.run_id ?? "";
  return { ...served, model, base, run_id, read };
}

/** The same run as the server tells it in one go. */
async function whole(base: string, run_id: string) {
  const text = await (await fetch(`${base}/api/runs/${run_id}/events`)).text();
  return eventsOf(text).map(({ id, type, data }) => ({ id: String(id), type, data: JSON.stringify(data) }));
}

inBrowser("a run that is followed by `EventSource`", () => {
  test("is told event by event while it goes on, and ends for good", async () => {
    const { model, base, run_id, read } = await underWay();
    const { page, problems } = await openPage();
    await visit(page, `${base}/blank`);
    await watch(page, run_id);
    for (const word of ["primo", "secondo", "terzo"]) {
      await model.say(`${word} `);
      await hasFrame(page, word);
      expect((await eventsIn(page)).at(-1)?.type).not.toBe("run-ended");
    }
    await model.finish();
    await read;
    // The browser comes back once more by itself, and is told with 204 that there is nothing to come.
    await hasClosed(page);
    expect(await eventsIn(page)).toEqual(await whole(base, run_id));
    expect(problems).toEqual([]);
  });

  test("goes on after broken lines where it was, with nothing lost and nothing twice", async () => {
    const { model, base, run_id, read } = await underWay();
    const proxy = await cuttingProxy(base);
    const { page } = await openPage();
    await visit(page, `${proxy.origin}/blank`);
    await watch(page, run_id);
    await model.say("primo ");
    await hasFrame(page, "primo");
    proxy.cut();
    await page.waitForFunction(() => watched.state() === 0);
    await model.say("secondo ");
    await model.finish();
    await read;
    await hasClosed(page);
    expect(await page.evaluate(() => watched.opened)).toBe(2);
    expect(await eventsIn(page)).toEqual(await whole(base, run_id));
  });

  test("is whole when lines break in the middle of an event", async () => {
    const { model, base, run_id, read } = await underWay();
    await model.say("tutto ");
    await model.finish();
    await read;
    const proxy = await cuttingProxy(base, [3001, 9001]);
    const { page } = await openPage();
    await visit(page, `${proxy.origin}/blank`);
    await watch(page, run_id);
    await hasClosed(page);
    expect(await page.evaluate(() => watched.opened)).toBe(3);
    expect(await eventsIn(page)).toEqual(await whole(base, run_id));
  });
});
