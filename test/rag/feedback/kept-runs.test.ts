import { expect, onTestFinished, test } from "vitest";
import { createKeptRuns, keptKeys, keptState } from "../../../src/rag/feedback/kept-runs.ts";
import { createPiiService } from "../../../src/rag/pii/create-pii-service.ts";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import type { KeyFlags } from "../../../src/index.ts";
import { state as definition } from "../../../steps/state.ts";

const day = 24 * 3600 * 1000;

function open() {
  const clock = createFakeClock();
  const db = openDatabase({ path: ":memory:", clock });
  onTestFinished(() => db.close());
  return { clock, runs: createKeptRuns(db) };
}

const passage = {
  id: "iva#1",
  document_id: "iva",
  title: "IVA",
  source: "DPR 633/1972",
  tags: ["iva"],
  updated_at: "2025-01-01",
  quality: 0.9,
  authority: 1,
  score: 0.5,
  parts: { bm25: 0.5, vector: 0.5, recency: 0, quality: 0.9, authority: 1 },
};
const finished = {
  request_id: "req_1",
  user_query: "Posso scrivere a mario.rossi@example.it per l'IVA?",
  http_request: { body: "mario.rossi@example.it" },
  response_content: "Sì, mario.rossi@example.it va bene.",
  query_signature: "abc",
  knowledge_items: [{ ...passage, text: "L'aliquota è del 22%.", known: { mario: 1 } }],
};

test("what is kept of a run has no personal data and only what feedback needs", () => {
  const kept = keptState(finished, createPiiService());
  expect(kept).toEqual({
    request_id: "req_1",
    user_query: "Posso scrivere a [EMAIL_1] per l'IVA?",
    query_signature: "abc",
    knowledge_items: [{ ...passage, text: "" }],
  });
});

test("a question that was anonymized stays as the run had it", () => {
  const user_query = "Posso scrivere a [EMAIL_1]?";
  expect(keptState({ user_query }, createPiiService())).toEqual({ user_query });
});

const flagsOf = (name: (typeof keptKeys)[number]): KeyFlags<never> => definition[name].flags;

test("no key with personal data is kept but the question, which loses it", () => {
  const personal = keptKeys.filter((name) => flagsOf(name).pii === true);
  expect(personal).toEqual(["user_query"]);
  expect(keptKeys.filter((name) => flagsOf(name).transient === true)).toEqual([]);
});

test("a run is found until its time is over", async () => {
  const { clock, runs } = open();
  runs.keep("run_1", { request_id: "req_1" }, 30);
  runs.keep("run_1", { request_id: "req_2" }, 30);
  await clock.advance(30 * day - 1);
  expect(runs.find("run_1")).toEqual({ request_id: "req_2" });
  await clock.advance(1);
  expect(() => runs.find("run_1")).toThrow(/No finished run `run_1` is kept/u);
});

test("a run that never was is not found", () => {
  expect(() => open().runs.find("run_x")).toThrow(/No finished run `run_x` is kept/u);
});
