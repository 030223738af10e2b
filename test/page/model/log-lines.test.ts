import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, test } from "vitest";
import { answerOf } from "../../../page/src/model/answer.ts";
import { logLineOf, logLinesOf } from "../../../page/src/model/log-lines.ts";
import { ticksOf } from "../../../page/src/model/timeline-rows.ts";
import { demo, question, serving } from "../../server/serving.ts";
import { recordedRun, runRequest } from "./recorded-run.ts";

test("the lines shown are the very lines that the server logged", async () => {
  const logged: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().trimEnd().split("\n")) logged.push(JSON.parse(line).msg);
      done();
    },
  });
  const { app, host } = await serving({ parts: { logger: pino({ base: null }, destination) } });
  const answer = await app.inject({
    method: "POST",
    url: "/api/v1/chat",
    headers: demo,
    payload: { query: question },
  });
  const { model, graph } = await recordedRun(host, String(answer.headers["x-run-id"]), false);
  const lines = logLinesOf(model, graph);
  expect(lines.map(({ text }) => text)).toEqual(logged);
  expect(lines.length).toBeGreaterThan(30);
  const check = model.visits.find(({ step }) => step === 3);
  expect(check === undefined ? null : logLineOf(check, graph)).toMatch(
    /^RAG STEP 3 \(RAG\.platform\.request\.valid\): Request valid\? \| attrs=\{"step":3,/,
  );
});

test("an answer that went out in frames is put together, and what is not text stands beside it", async () => {
  const { model } = await runRequest("streamed-answer");
  const { text, others, hidden } = answerOf(model.frames);
  expect(text.length).toBeGreaterThan(50);
  expect(text).not.toContain("data:");
  expect(others.map(({ name, data }) => (name === "message" ? data : name))).toEqual(["metadata", "[DONE]"]);
  expect(hidden).toBe(0);
  const masked = (await runRequest("streamed-answer", {}, false)).model;
  expect(answerOf(masked.frames)).toEqual({ text: "", others: [], hidden: masked.frames.length });
});

test("an axis has marks at round numbers within its bounds", () => {
  expect(ticksOf(0, 100, 5)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(ticksOf(13, 19, 3)).toEqual([14, 16, 18]);
  expect(ticksOf(5, 5, 4)).toEqual([5]);
});
