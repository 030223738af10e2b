import { expect, test } from "vitest";
import type { PageSource, Said } from "../../../page/src/data/page-source.ts";
import { noAnswer, withEvent } from "../../../page/src/data/chat-answer.ts";
import { createServerSource } from "../../../page/src/data/server-source.ts";
import { SourceError } from "../../../page/src/data/source-error.ts";
import type { StoredEvent } from "../../../src/server/runs/run-store.ts";
import { cuttingProxy } from "../../browser/cutting-proxy.ts";
import { heldModel } from "../../browser/held-model.ts";
import { onlyModel, question, serving, tokenOf } from "../../server/serving.ts";

/** A page on the server; `tokens` are given one after the other when one is wanted. */
function pageOf(base: string, ...tokens: readonly string[]) {
  const left = [...tokens];
  const wanted: string[] = [];
  let current: string | null = null;
  const source = createServerSource({
    base,
    tokens: {
      current: () => current,
      replace: async (_, detail) => {
        wanted.push(detail);
        return (current = left.shift() ?? null);
      },
    },
  });
  return { source, wanted };
}

const never = new AbortController().signal;
const asked: readonly Said[] = [{ role: "user", content: question }];

/** Asks and reads the answer to its end. */
async function askOf(source: PageSource, messages: readonly Said[] = asked) {
  let answer = noAnswer;
  const begun = await source.ask?.({
    messages,
    signal: never,
    onEvent: (event, ms) => (answer = withEvent(answer, event, ms)),
  });
  await begun?.ended;
  return { run_id: begun?.run_id ?? "", answer };
}

async function all(source: PageSource, run_id: string, after = 0): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of source.events(run_id, after, never)) events.push(event);
  return events;
}

test("a question asked from the page has a text, its sources and a run that is listed with all its events", async () => {
  const { listen } = await serving();
  const { source, wanted } = pageOf(await listen(), "demo");
  const { run_id, answer } = await askOf(source);
  expect(wanted).toEqual(["Send a token in the header `Authorization: Bearer <token>`."]);
  expect(answer.text.length).toBeGreaterThan(100);
  expect(answer.sources.length).toBeGreaterThan(0);
  expect(answer).toMatchObject({ failure: null, firstMs: expect.any(Number) });
  const events = await all(source, run_id);
  expect(events.map(({ n }) => n)).toEqual(events.map((_, place) => place + 1));
  expect(events.at(-1)).toMatchObject({ type: "run-ended", status: "completed" });
  expect(await source.run(run_id)).toMatchObject({ run_id, status: "completed" });
  const { runs } = await source.runs({ status: "completed", limit: 10 });
  // The one that was refused for want of a token is a run too.
  expect(runs).toMatchObject([{ run_id, status_code: 200 }, { status_code: 401 }]);
  expect((await source.runs({ text: "no such thing" })).runs).toEqual([]);
});

test("an answer that comes in one piece is an answer too", async () => {
  const { listen } = await serving();
  const { source } = pageOf(await listen(), "demo");
  const { answer } = await askOf(source, [{ role: "user", content: "Qual è l'aliquota IVA ordinaria?" }]);
  expect(answer.text).toContain("22");
  expect(answer.failure).toBeNull();
});

test("graph, cards and sums come checked", async () => {
  const { listen } = await serving();
  const { source } = pageOf(await listen(), "demo");
  const { run_id } = await askOf(source);
  const events = await all(source, run_id);
  const graph = await source.graph();
  expect(graph.nodes).toHaveLength(134);
  const [first] = graph.nodes;
  expect(await source.node(first?.id ?? "")).toMatchObject({ id: first?.id });
  const summary = await source.summary(1);
  expect(summary).toMatchObject({ runs: 1, by_status: { completed: 1 } });
  const ended = events.filter(({ type }) => type === "step-completed");
  expect(summary.nodes.reduce((sum, { visits }) => sum + visits, 0)).toBe(ended.length);
});

test("events of a run under way come as they happen, over a line that breaks again and again", async () => {
  const model = await heldModel();
  const { listen } = await serving({ settings: onlyModel(model.baseUrl) });
  const base = await listen();
  const { source } = pageOf(base, "demo");
  const asking = source.ask?.({ messages: asked, signal: never, onEvent: () => undefined });
  await model.say("primo ");
  const begun = await asking;
  const proxy = await cuttingProxy(base, [4000, 9000, 1500]);
  const watching = pageOf(proxy.origin).source;
  const seen: StoredEvent[] = [];
  for await (const event of watching.events(begun?.run_id ?? "", 0, never)) {
    seen.push(event);
    if (event.type === "frame" && seen.filter(({ type }) => type === "frame").length === 1) {
      proxy.cut();
      void model.say("secondo").then(() => model.finish());
    }
  }
  expect(seen.map(({ n }) => n)).toEqual(seen.map((_, place) => place + 1));
  expect(seen.at(-1)?.type).toBe("run-ended");
  expect(seen).toEqual(await all(source, begun?.run_id ?? ""));
  expect(proxy.opened()).toBeGreaterThan(3);
});

test("a second question goes on from the first", async () => {
  const { listen, host } = await serving();
  const { source } = pageOf(await listen(), "demo");
  const { answer } = await askOf(source);
  const { run_id } = await askOf(source, [
    ...asked,
    { role: "assistant", content: answer.text },
    { role: "user", content: "E quale aliquota IVA si applica al pane?" },
  ]);
  const events = await all(source, run_id);
  expect(host.runs.get(run_id)).toMatchObject({ status: "completed", session_id: "session_demo" });
  const input = events.find((event) => event.type === "state" && event.visit === 0);
  expect(JSON.stringify(input)).toContain("si applica al pane");
});

test("stopping an answer stops its run", async () => {
  const model = await heldModel();
  const { listen } = await serving({ settings: onlyModel(model.baseUrl) });
  const { source } = pageOf(await listen(), "demo");
  const stop = new AbortController();
  const words: string[] = [];
  const asking = source.ask?.({
    messages: asked,
    signal: stop.signal,
    onEvent: ({ data }) => {
      words.push(data);
      stop.abort();
    },
  });
  await model.say("primo ");
  const begun = await asking;
  await expect(begun?.ended).resolves.toBeUndefined();
  await model.left;
  expect(words).toEqual(["primo "]);
  const events = await all(source, begun?.run_id ?? "");
  expect(events.at(-1)?.type).toBe("run-ended");
});

test("an answer that breaks off says so", async () => {
  const model = await heldModel();
  const { listen } = await serving({ settings: onlyModel(model.baseUrl) });
  const proxy = await cuttingProxy(await listen());
  const { source } = pageOf(proxy.origin, "demo");
  const asking = source.ask?.({ messages: asked, signal: never, onEvent: () => proxy.cut() });
  await model.say("primo ");
  const begun = await asking;
  await expect(begun?.ended).rejects.toMatchObject({ kind: "unreachable", message: "The answer broke off." });
  await model.left;
});

test("a token that is not known is asked for again, and one that is not given leaves a sentence", async () => {
  const { listen } = await serving({ server: { tokens: [tokenOf("rossi", "admin")] } });
  const base = await listen();
  const good = pageOf(base, "wrong", "token-of-rossi");
  expect((await good.source.graph()).nodes.length).toBeGreaterThan(0);
  expect(good.wanted).toHaveLength(2);
  await expect(pageOf(base).source.graph()).rejects.toMatchObject({
    kind: "unauthorized",
    message: "Send a valid token in the header `Authorization: Bearer <token>`.",
  });
});

test("a run that is not there is null, and its events are refused in words", async () => {
  const { listen } = await serving();
  const { source } = pageOf(await listen());
  expect(await source.run("run_none")).toBeNull();
  await expect(all(source, "run_none")).rejects.toMatchObject({ kind: "not-found" });
});

test("a question that the steps refuse names its run and what is wrong", async () => {
  const { listen } = await serving();
  const { source } = pageOf(await listen(), "demo");
  const refused = await source.ask?.({ messages: [], signal: never, onEvent: () => undefined }).then(
    () => null,
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(SourceError);
  expect(refused).toMatchObject({ kind: "refused", runId: expect.stringMatching(/^run_/) });
  expect((refused as SourceError).message).toMatch(/messages/);
});

test("a server of a project without a chat says that it takes no questions", async () => {
  const { listen } = await serving({ parts: { environment: null } });
  await expect(askOf(pageOf(await listen()).source)).rejects.toMatchObject({
    kind: "not-found",
    message: "The project that is served here takes no questions at `/api/v1/chat/stream`.",
  });
});

test("a server that ends, or is gone, is told apart", async () => {
  const { host, listen, app } = await serving();
  const { source } = pageOf(await listen(), "demo");
  await host.live.drain(host.clock, 0);
  await expect(askOf(source)).rejects.toMatchObject({
    kind: "busy",
    message: "The server is shutting down.",
    waitMs: 5000,
  });
  await app.close();
  await expect(source.runs({})).rejects.toMatchObject({
    kind: "unreachable",
    message: "The server does not answer. Is it still running?",
  });
});
