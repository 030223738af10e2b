import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { openDatabase, type Database, type DatabaseOptions } from "../../../src/rag/storage/database.ts";
import { migrations } from "../../../src/rag/storage/migrations.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { temporaryPath } from "./temporary.ts";

function open(file: string, options: Partial<DatabaseOptions> = {}): Database {
  const db = openDatabase({ path: file, clock: createFakeClock(), busyTimeoutMs: 10, ...options });
  onTestFinished(() => db.close());
  return db;
}

const value = z.object({ value: z.string() });
const put = (db: Database, name: string) =>
  db.run("INSERT INTO setting (name, value) VALUES (?, 'x')", [name]);
const count = (db: Database) => db.get(z.object({ n: z.number() }), "SELECT count(*) AS n FROM setting")?.n;

test("a database is made with its folders, keeps what is put in, and logs ahead so that readers do not wait", () => {
  const file = temporaryPath("deep/er/rag.sqlite");
  put(open(file), "a");
  expect(existsSync(file)).toBe(true);
  const again = open(file);
  expect(again.get(value, "SELECT value FROM setting WHERE name = :name", { name: "a" })).toEqual({
    value: "x",
  });
  expect(again.get(z.object({ journal_mode: z.string() }), "PRAGMA journal_mode")).toEqual({
    journal_mode: "wal",
  });
});

test("a file of an older version is brought up to date with what it holds", () => {
  const file = temporaryPath("rag.sqlite");
  const old = new DatabaseSync(file);
  old.exec(`${migrations[0] ?? ""}; PRAGMA user_version = 1;
    INSERT INTO knowledge_chunk VALUES (7, 'a', 'a', 't', 't', 's', '["iva","casa"]', '2025-01-01', 0, 1, 1, 'h', 'm', 1, x'00')`);
  old.close();
  const tags = z.object({ tag: z.string(), row: z.number() });
  expect(open(file).all(tags, "SELECT tag, row FROM knowledge_tag ORDER BY tag")).toEqual([
    { tag: "casa", row: 7 },
    { tag: "iva", row: 7 },
  ]);
});

test("a database in memory needs no file", () => {
  const db = open(":memory:");
  put(db, "a");
  expect(count(db)).toBe(1);
});

test("a transaction that throws leaves nothing behind and the error as it was", () => {
  const db = open(":memory:");
  const failure = new Error("halfway");
  const work = () =>
    db.transaction(() => {
      put(db, "a");
      throw failure;
    });
  expect(work).toThrow(failure);
  expect(count(db)).toBe(0);
});

describe("a file that cannot be used is named with what to do", () => {
  const failing = (code: string, file: string) => ({
    code,
    path: file,
    hint: expect.any(String),
    message: expect.stringContaining(`\`${file}\``),
  });

  test("when it is not a database", () => {
    const file = temporaryPath("notes.txt");
    writeFileSync(file, "these are notes and no database at all\n".repeat(300));
    expect(() => open(file)).toThrow(expect.objectContaining(failing("database-corrupt", file)));
  });

  test("when it is damaged further inside", () => {
    const file = temporaryPath("rag.sqlite");
    const db = open(file);
    for (let i = 0; i < 2000; i++) put(db, `name ${i} ${"x".repeat(100)}`);
    db.close();
    const raw = new DatabaseSync(file);
    const pages = Number(raw.prepare("PRAGMA page_count").get()?.["page_count"]);
    raw.close();
    // The first pages hold the schema; all that follow are overwritten.
    const whole = Buffer.alloc(pages * 4096, 0xff);
    const kept = 60 * 4096;
    const damaged = Buffer.concat([readFileSync(file).subarray(0, kept), whole.subarray(kept)]);
    writeFileSync(file, damaged);
    const again = open(file);
    expect(() => count(again)).toThrow(expect.objectContaining(failing("database-corrupt", file)));
  });

  test("when a row is not what the program would have written", () => {
    const file = temporaryPath("rag.sqlite");
    const db = open(file);
    put(db, "a");
    const wrong = () => db.all(z.object({ value: z.number() }), "SELECT value FROM setting");
    expect(wrong).toThrow(expect.objectContaining(failing("database-corrupt", file)));
  });

  test("when another connection holds the write lock", () => {
    const file = temporaryPath("rag.sqlite");
    const db = open(file);
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec("BEGIN IMMEDIATE");
    expect(() => put(db, "a")).toThrow(expect.objectContaining(failing("database-locked", file)));
    expect(count(db)).toBe(0);
    other.exec("COMMIT");
    put(db, "a");
    expect(count(db)).toBe(1);
  });

  test("when it is locked while it is opened", () => {
    const file = temporaryPath("rag.sqlite");
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec("CREATE TABLE t (a); BEGIN EXCLUSIVE");
    expect(() => open(file)).toThrow(expect.objectContaining(failing("database-locked", file)));
  });

  test("when its folder cannot be made or it is a folder itself", () => {
    const file = temporaryPath("file");
    writeFileSync(file, "");
    const below = path.join(file, "rag.sqlite");
    expect(() => open(below)).toThrow(expect.objectContaining(failing("database-unopenable", below)));
    const folder = path.dirname(file);
    expect(() => open(folder)).toThrow(expect.objectContaining(failing("database-unopenable", folder)));
  });

  test("when it may only be read", () => {
    const file = temporaryPath("rag.sqlite");
    const db = open(file);
    db.run("PRAGMA query_only = ON");
    expect(() => put(db, "a")).toThrow(expect.objectContaining(failing("database-unwritable", file)));
  });

  test("when there is no room to grow, and what was there stays", () => {
    const file = temporaryPath("rag.sqlite");
    const db = open(file);
    put(db, "kept");
    db.run("PRAGMA max_page_count = 1");
    const fill = () =>
      db.transaction(() => {
        for (let i = 0; i < 5000; i++) put(db, `${i} ${"x".repeat(200)}`);
      });
    expect(fill).toThrow(expect.objectContaining(failing("database-full", file)));
    expect(count(db)).toBe(1);
  });

  test.runIf(existsSync("/dev/full"))("when it is a device that is always full", () => {
    expect(() => open("/dev/full")).toThrow(
      expect.objectContaining({ path: "/dev/full", hint: expect.any(String) }),
    );
  });

  test("when a newer program has written it", () => {
    const file = temporaryPath("rag.sqlite");
    const raw = new DatabaseSync(file);
    raw.exec("PRAGMA user_version = 1000");
    raw.close();
    expect(() => open(file)).toThrow(expect.objectContaining(failing("database-newer", file)));
  });
});

test("without sqlite-vec there is a warning, and the same distances from JavaScript", () => {
  const warnings: string[] = [];
  const distance = z.object({ d: z.number().nullable() });
  const a = new Uint8Array(Float32Array.of(1, 2, 3).buffer);
  const b = new Uint8Array(Float32Array.of(-2, 0.5, 4).buffer);
  const ask = (db: Database, left: Uint8Array, right: Uint8Array) =>
    db.get(distance, "SELECT vec_distance_cosine(?, ?) AS d", [left, right])?.d ?? Number.NaN;
  const fast = open(":memory:");
  const slow = open(":memory:", {
    vectorExtension: "/nowhere/vec0",
    warn: (message) => warnings.push(message),
  });
  expect([fast.vectors, slow.vectors]).toEqual(["extension", "javascript"]);
  expect(ask(slow, a, b)).toBeCloseTo(ask(fast, a, b), 6);
  expect(ask(slow, a, new Uint8Array(12))).toBeNaN();
  expect(warnings).toEqual([expect.stringContaining("sqlite-vec does not load")]);
});
