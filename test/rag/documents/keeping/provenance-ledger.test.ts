import { describe, expect, it } from "vitest";
import { z } from "zod";

import { createProvenanceLedger, type ProvenanceRecord } from "#rag/documents/keeping/provenance-ledger.ts";
import { openDatabase } from "#rag/storage/database.ts";

import { createFakeClock } from "../../../../src/runtime/fake-clock.ts";

const record = (run: number): ProvenanceRecord => ({
  run_id: `run_${run}`,
  at: "2026-03-10T00:00:00.000Z",
  document_hash: "a".repeat(64),
  document_type: "F24",
  confidence: 0.9,
  blob_id: null,
  threats: ["macro"],
  parser_version: "1",
  fact_count: 3,
  facts_hash: "b".repeat(64),
});

async function filled(count: number) {
  const db = openDatabase({ path: ":memory:", clock: createFakeClock() });
  const ledger = createProvenanceLedger(db);
  for (let run = 1; run <= count; run++) await ledger.write.append(record(run));
  /** Changes the file as someone does who can write it. */
  const tamper = (sql: string) => {
    db.run("DROP TRIGGER IF EXISTS provenance_entry_stays");
    db.run("DROP TRIGGER IF EXISTS provenance_entry_remains");
    db.run(sql);
  };
  return { db, tamper, ...ledger };
}

describe("the ledger", () => {
  it("holds as it was written, each entry on the one before it", async () => {
    const { read, db } = await filled(5);
    const { entries, head, problem } = await read.verify();
    expect({ entries, problem }).toEqual({ entries: 5, problem: null });
    const last = db.get(z.object({ hash: z.string() }), "SELECT hash FROM provenance_entry WHERE seq = 5");
    expect(head).toBe(last?.hash);
  });

  it("holds when it is empty", async () => {
    const { read } = await filled(0);
    expect(await read.verify()).toEqual({ entries: 0, head: null, problem: null });
  });

  it("enters a document of a run once, so that a step that is tried again adds nothing", async () => {
    const { read, write } = await filled(1);
    const again = await write.append({ ...record(1), at: "2026-03-11T00:00:00.000Z" });
    expect(again.seq).toBe(1);
    expect((await read.verify()).entries).toBe(1);
  });

  it("lets nobody change or delete an entry through the database", async () => {
    const { db } = await filled(2);
    expect(() => db.run("UPDATE provenance_entry SET record = '{}' WHERE seq = 1")).toThrow(
      /only added to|ledger/i,
    );
    expect(() => db.run("DELETE FROM provenance_entry WHERE seq = 2")).toThrow(/only added to|ledger/i);
  });

  it("names the entry of which one byte was changed, whichever byte it is", async () => {
    const stored = JSON.stringify(record(3)).length;
    for (let at = 1; at <= stored; at += 13) {
      const { read, tamper } = await filled(4);
      tamper(
        `UPDATE provenance_entry SET record = substr(record, 1, ${at - 1}) || char(unicode(substr(record, ${at}, 1)) + 1) || substr(record, ${at + 1}) WHERE seq = 3`,
      );
      expect((await read.verify()).problem).toEqual({ seq: 3, reason: "its content was changed" });
    }
  });

  it.each([
    ["UPDATE provenance_entry SET run_id = 'run_x' WHERE seq = 2", 2, "its content was changed"],
    ["UPDATE provenance_entry SET hash = previous_hash WHERE seq = 2", 2, "its content was changed"],
    [
      "UPDATE provenance_entry SET previous_hash = hash WHERE seq = 2",
      2,
      "it does not follow the entry before it",
    ],
    ["DELETE FROM provenance_entry WHERE seq = 2", 2, "the entry is missing"],
    ["DELETE FROM provenance_entry WHERE seq = 4", 4, "entries at the end are missing"],
    ["DELETE FROM provenance_entry", 1, "entries at the end are missing"],
    ["UPDATE provenance_head SET hash = 'x'", 4, "the noted end of the ledger is another one"],
    ["UPDATE provenance_head SET seq = 3", 4, "the noted end of the ledger is another one"],
  ])("finds `%s`", async (sql, seq, reason) => {
    const { read, tamper } = await filled(4);
    tamper(sql);
    expect((await read.verify()).problem).toEqual({ seq, reason });
  });
});
