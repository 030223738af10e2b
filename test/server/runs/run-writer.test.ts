import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { createSystemClock } from "../../../src/runtime/system-clock.ts";
import { batchesInThread } from "../../../src/server/runs/batches.ts";
import type { Batches } from "../../../src/server/runs/batches.ts";
import { RunStoreError, RunWriter } from "../../../src/server/runs/run-writer.ts";
import type { Statement } from "../../../src/server/runs/statements.ts";
import { folderWith } from "../../cli/ragstep.ts";

const say = (sql: string): Statement => ({ sql, values: [] });
const insert = (n: number): Statement => ({ sql: "INSERT INTO t (n) VALUES (?)", values: [n] });

async function fileWithTable(): Promise<string> {
  const path = join(await folderWith({}), "t.db");
  const db = new DatabaseSync(path);
  db.exec("CREATE TABLE t (n INTEGER PRIMARY KEY)");
  db.close();
  return path;
}

function numbersIn(path: string): unknown[] {
  const db = new DatabaseSync(path);
  const rows = db.prepare("SELECT n FROM t ORDER BY n").all();
  db.close();
  return rows.map(({ n }) => n);
}

test("what comes while a list is written is written by the next one, and is not told as written before", async () => {
  const taken: { readonly sql: string[]; readonly done: PromiseWithResolvers<void> }[] = [];
  let arrived = Promise.withResolvers<void>();
  const slow: Batches = {
    take: async (statements) => {
      const done = Promise.withResolvers<void>();
      taken.push({ sql: statements.map(({ sql }) => sql), done });
      arrived.resolve();
      arrived = Promise.withResolvers();
      await done.promise;
    },
    close: async () => undefined,
  };
  const writer = new RunWriter(slow, createFakeClock(), 1000);
  const order: string[] = [];
  let next = arrived.promise;
  const first = writer.write(() => [say("first")]).then(() => order.push("first"));
  await next;
  next = arrived.promise;
  const second = writer.write(() => [say("second")]).then(() => order.push("second"));
  taken[0]?.done.resolve();
  await first;
  await next;
  expect(order).toEqual(["first"]);
  taken[1]?.done.resolve();
  await second;
  expect(taken.map(({ sql }) => sql)).toEqual([["first"], ["second"]]);
});

test("a list that fails in the thread takes nothing, and what is right in it is written alone", async () => {
  const path = await fileWithTable();
  const batches = batchesInThread(path);
  const writer = new RunWriter(batches, createSystemClock(), 1000);
  const results = await Promise.allSettled([
    writer.write(() => [insert(1)]),
    writer.write(() => [insert(2), insert(2)]),
    writer.write(() => [insert(3)]),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  await batches.close();
  expect(numbersIn(path)).toEqual([1, 3]);
});

test("a file that another connection holds is tried again until the patience is over", async () => {
  const path = await fileWithTable();
  const batches = batchesInThread(path);
  const writer = new RunWriter(batches, createSystemClock(), 200);
  const holder = new DatabaseSync(path);
  holder.exec("BEGIN IMMEDIATE");
  await expect(writer.write(() => [insert(1)])).rejects.toBeInstanceOf(RunStoreError);
  holder.exec("COMMIT");
  holder.close();
  await writer.write(() => [insert(2)]);
  await batches.close();
  expect(numbersIn(path)).toEqual([2]);
});

test("a thread that cannot open its file rejects what it was given, and another is tried at the next list", async () => {
  const folder = await folderWith({});
  const path = join(folder, "missing", "t.db");
  const writer = new RunWriter(batchesInThread(path), createSystemClock(), 1000);
  await expect(writer.write(() => [insert(1)])).rejects.toBeInstanceOf(RunStoreError);
  await expect(writer.write(() => [insert(1)])).rejects.toBeInstanceOf(RunStoreError);
});
