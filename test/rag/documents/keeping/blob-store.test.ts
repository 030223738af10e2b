import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";

import type { BlobKey } from "#rag/documents/keeping/blob-key.ts";
import { createBlobStore } from "#rag/documents/keeping/blob-store.ts";
import { type Database, openDatabase } from "#rag/storage/database.ts";

import { createFakeClock } from "../../../../src/runtime/fake-clock.ts";

const key = (fill: number): (() => BlobKey) => {
  const made = { id: `key-${fill}`, bytes: new Uint8Array(32).fill(fill) };
  return () => made;
};
const blob = {
  filename: "busta paga Mario Rossi.pdf",
  kind: "pdf",
  bytes: Buffer.from("netto 1.730,88 ".repeat(50)),
};
const sealed = z.object({ sealed: z.instanceof(Uint8Array) });

let folder = "";
let db: Database;
const clock = createFakeClock({ startAt: Date.UTC(2026, 2, 10) });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "blobs-"));
  db = openDatabase({ path: join(folder, "rag.db"), clock });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

/** All bytes that the database has on the disk, its log included. */
const onDisk = () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

describe("the blob store", () => {
  it("gives back what was kept, name and kind too", async () => {
    const { read, write } = createBlobStore(db, key(1));
    const { blob_id, expires_at } = await write.put(blob, 3600);
    expect(expires_at).toBe("2026-03-10T01:00:00.000Z");
    const found = await read.get(blob_id);
    expect(found).toMatchObject({ filename: blob.filename, kind: "pdf" });
    expect(Buffer.from(found?.bytes ?? []).equals(blob.bytes)).toBe(true);
  });

  it("writes neither the bytes nor the name in clear, and never the same twice", async () => {
    const { write } = createBlobStore(db, key(1));
    await write.put(blob, 3600);
    const first = db.get(sealed, "SELECT sealed FROM document_blob")?.sealed;
    await write.put(blob, 3600);
    const second = db.get(sealed, "SELECT sealed FROM document_blob")?.sealed;
    expect(onDisk().includes("netto")).toBe(false);
    expect(onDisk().includes("Rossi")).toBe(false);
    expect(Buffer.from(first ?? []).equals(Buffer.from(second ?? []))).toBe(false);
  });

  it("keeps the same document once under one key, and under another id with another key", async () => {
    const one = createBlobStore(db, key(1)).write;
    const { blob_id } = await one.put(blob, 3600);
    expect((await one.put(blob, 7200)).blob_id).toBe(blob_id);
    expect((await createBlobStore(db, key(2)).write.put(blob, 3600)).blob_id).not.toBe(blob_id);
  });

  it("deletes for good: not a byte of what was kept is left in the file or its log", async () => {
    const { read, write } = createBlobStore(db, key(1));
    const { blob_id } = await write.put(blob, 3600);
    const bytes = Buffer.from(db.get(sealed, "SELECT sealed FROM document_blob")?.sealed ?? []);
    expect(onDisk().includes(bytes.subarray(0, 64))).toBe(true);
    expect(await write.delete(blob_id)).toBe(true);
    expect(await read.get(blob_id)).toBeNull();
    const left = onDisk();
    for (let at = 0; at + 16 <= bytes.length; at += 16)
      expect(left.includes(bytes.subarray(at, at + 16))).toBe(false);
    expect(await write.delete(blob_id)).toBe(false);
  });

  it("ends when its time is over, and is taken out when the next one comes", async () => {
    const { read, write } = createBlobStore(db, key(1));
    const { blob_id } = await write.put(blob, 60);
    await clock.advance(60_000);
    expect(await read.get(blob_id)).toBeNull();
    await write.put({ ...blob, bytes: Buffer.from("another") }, 60);
    expect(db.all(sealed, "SELECT sealed FROM document_blob")).toHaveLength(1);
    await clock.advance(60_000);
    expect(await write.purge()).toBe(1);
  });

  it("gives nothing to another key", async () => {
    const { blob_id } = await createBlobStore(db, key(1)).write.put(blob, 3600);
    expect(await createBlobStore(db, key(2)).read.get(blob_id)).toBeNull();
  });

  it.each([
    ["content", "UPDATE document_blob SET sealed = CAST(substr(sealed, 2) AS BLOB)"],
    ["end", "UPDATE document_blob SET expires_ms = expires_ms + 1"],
  ])("refuses a copy whose %s was changed", async (_, sql) => {
    const { read, write } = createBlobStore(db, key(1));
    const { blob_id } = await write.put(blob, 3600);
    db.run(sql);
    await expect(read.get(blob_id)).rejects.toMatchObject({ code: "blob-changed" });
  });

  it("takes out what ended while no process was there, as soon as one is", async () => {
    await createBlobStore(db, key(1)).write.put(blob, 60);
    await clock.advance(60_000);
    createBlobStore(db, key(1));
    expect(db.all(sealed, "SELECT sealed FROM document_blob")).toEqual([]);
  });
});
