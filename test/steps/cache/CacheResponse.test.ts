import { describe, expect, it } from "vitest";

import { createPiiService } from "#rag/pii/create-pii-service.ts";
import type { ModelCompletion } from "#rag/llm/types.ts";

import CacheResponse from "../../../steps/cache/CacheResponse.ts";
import { comingAnswer, streamOf } from "../support/answers.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { down, smallOffer } from "../support/scripted-models.ts";
import { settings } from "../support/settings.ts";

const cache_key = "answer:sig:1";
const passages = [{ id: "p", title: "Aliquote IVA", text: "…", source: "DPR 633/1972", score: 1 }];
const whole: ModelCompletion = {
  text: "L'aliquota è il 22%.",
  tool_calls: [],
  usage: { input_tokens: 10, output_tokens: 5 },
  finish_reason: "stop",
};
const signal = new AbortController().signal;

const services = { settings: settings(), pii: createPiiService() };

/** Keeps an answer, and looks it up as the next run does. */
const keep = async (pending: Promise<ModelCompletion>, overrides: unknown = {}, anonymized = true) => {
  const { stores, rows, clock } = await memoryStores();
  pending.catch(() => undefined);
  const state = {
    llm_answer: comingAnswer(streamOf(), pending),
    cache_key,
    model_offer: smallOffer,
    passages,
    ...(anonymized ? { anonymized_messages: [] } : {}),
  };
  const installed = { ...services, settings: settings(overrides) };
  const run = await project.runStep(CacheResponse, { state, stores, services: installed, clock });
  const tasks = run.patch["completion_tasks"] as Promise<unknown>[];
  const lookup = () => stores.ResponseCache.read.lookup(cache_key, { run_id: "next", signal });
  return { run, tasks, lookup, rows };
};

describe("CacheResponse", () => {
  it("keeps a finished answer once it is whole, without the run waiting for it", async () => {
    const pending = Promise.withResolvers<ModelCompletion>();
    const { run, tasks, lookup, rows } = await keep(pending.promise);
    expect(run.next).toEqual(["TrackUsage"]);
    expect(run.attrs).toMatchObject({ cache_event: "storing_on_completion", cache_key, ttl_seconds: 86_400 });
    expect(rows("response_cache")).toEqual([]);
    pending.resolve(whole);
    await Promise.all(tasks);
    expect(await lookup()).toMatchObject({
      kind: "hit",
      answer: {
        content: whole.text,
        model: "small",
        citations: [{ title: "Aliquote IVA", source: "DPR 633/1972" }],
      },
    });
  });

  it.each([
    ["that broke off", () => Promise.reject(down)],
    [
      "that asks for tools",
      () => Promise.resolve({ ...whole, tool_calls: [{ id: "1", name: "FAQTool", arguments: {} }] }),
    ],
    ["that was cut short", () => Promise.resolve({ ...whole, finish_reason: "length" as const })],
    ["that says nothing", () => Promise.resolve({ ...whole, text: " " })],
  ])("keeps no answer %s, and is not a failure", async (_, complete: () => Promise<ModelCompletion>) => {
    const { tasks, rows } = await keep(complete());
    await expect(Promise.all(tasks)).resolves.toBeDefined();
    expect(rows("response_cache")).toEqual([]);
  });

  it("keeps no personal data in clear when the request was not anonymized", async () => {
    const text = "Scrivi a mario.rossi@example.it.";
    const { tasks, rows } = await keep(Promise.resolve({ ...whole, text }), {}, false);
    await Promise.all(tasks);
    expect(rows("response_cache")).toEqual([]);
  });

  it("gives the key back when the answer cannot be kept, so that a run that waits for it computes it", async () => {
    const released: string[] = [];
    const write = { put: () => Promise.resolve(), release: (key: string) => released.push(key) };
    const state = {
      llm_answer: comingAnswer(streamOf(), Promise.reject(down)),
      cache_key,
      model_offer: smallOffer,
    };
    const run = await project.runStep(CacheResponse, {
      state,
      stores: { ResponseCache: { write } },
      services,
    });
    await Promise.all(run.patch["completion_tasks"] as Promise<unknown>[]);
    expect(released).toEqual([cache_key]);
  });

  it("lets a cache that cannot be written show in its task, not in the run", async () => {
    const write = { put: () => Promise.reject(new Error("disk full")), release: () => undefined };
    const state = {
      llm_answer: comingAnswer(streamOf(), Promise.resolve(whole)),
      cache_key,
      model_offer: smallOffer,
    };
    const run = await project.runStep(CacheResponse, {
      state,
      stores: { ResponseCache: { write } },
      services,
    });
    expect(run.status).toBe("completed");
    await expect(Promise.all(run.patch["completion_tasks"] as Promise<unknown>[])).rejects.toThrow(
      "disk full",
    );
  });

  it("keeps nothing in a cache that is switched off", async () => {
    const { run, tasks } = await keep(Promise.resolve(whole), { cache: { enabled: false } });
    expect(tasks).toEqual([]);
    expect(run.attrs).toMatchObject({ cache_event: "disabled" });
  });
});
