import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import type { UsageRecord } from "../../../src/rag/usage/types.ts";
import { createUsageLog } from "../../../src/rag/usage/usage-log.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";

function open() {
  const db = openDatabase({ path: ":memory:", clock: createFakeClock() });
  onTestFinished(() => db.close());
  return { db, ...createUsageLog(db) };
}

function usage(run_id: string, rest: Partial<UsageRecord> = {}): UsageRecord {
  const who = {
    run_id,
    user_id: "anna",
    session_id: "s",
    call: 1,
    provider: "local",
    model: "m",
    at: "2026-03-01T10:00:00Z",
  };
  const what = {
    input_tokens: 10,
    output_tokens: 5,
    cost: 0.2,
    cache_hit: false,
    pii_detected: false,
    response_time_ms: 100,
  };
  return { ...who, ...what, ...rest };
}

test("the summary counts requests, costs, cache hits and times since a date, of one user or of all", async () => {
  const { read, write } = open();
  await write.record(usage("1"));
  await write.record(usage("2", { cache_hit: true, cost: 0, response_time_ms: 20 }));
  await write.record(usage("3", { user_id: "bruno", at: "2026-03-02T10:00:00+01:00" }));
  expect(await read.summary("2026-01-01")).toMatchObject({
    total_requests: 3,
    total_cost_eur: 0.4,
    cache_hit_rate: 1 / 3,
  });
  expect(await read.summary("2026-01-01", "anna")).toEqual({
    total_requests: 2,
    total_cost_eur: 0.2,
    cache_hit_rate: 0.5,
    avg_response_time_ms: 60,
  });
  expect(await read.summary("2026-03-02T09:00:00Z")).toMatchObject({ total_requests: 1 });
  expect(await read.summary("2026-03-02T09:00:01Z")).toEqual({
    total_requests: 0,
    total_cost_eur: 0,
    cache_hit_rate: 0,
    avg_response_time_ms: 0,
  });
});

test("the same record twice counts once, and a request with several calls is one request that cost them all", async () => {
  const { read, write } = open();
  for (const one of [
    usage("1"),
    usage("1"),
    usage("1", { cache_hit: true }),
    usage("1", { call: 2, response_time_ms: 300 }),
    usage("1", { call: 2 }),
  ])
    await write.record(one);
  expect(await read.summary("2026-01-01")).toMatchObject({
    total_requests: 1,
    total_cost_eur: expect.closeTo(0.6, 10),
    avg_response_time_ms: 300,
  });
});

test("a run has one classification, the last", async () => {
  const { db, write } = open();
  const record = {
    run_id: "1",
    domain: "tax",
    action: "information_request",
    confidence: 0.5,
    fallback_used: false,
    at: "2026-01-01",
  };
  await write.recordClassification(record);
  await write.recordClassification({ ...record, domain: "labor", fallback_used: true });
  const row = z.object({ domain: z.string(), fallback_used: z.number() });
  expect(db.all(row, "SELECT domain, fallback_used FROM usage_classification")).toEqual([
    { domain: "labor", fallback_used: 1 },
  ]);
});
