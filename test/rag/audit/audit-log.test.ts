import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createAuditLog } from "../../../src/rag/audit/audit-log.ts";
import { openDatabase } from "../../../src/rag/storage/database.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";

test("records are kept with what they say, and a step that is tried again writes none twice", async () => {
  const db = openDatabase({ path: ":memory:", clock: createFakeClock() });
  onTestFinished(() => db.close());
  const { write } = createAuditLog(db);
  const processing = {
    run_id: "run",
    user_id: "u",
    session_id: "s",
    purpose: "chat",
    legal_basis: "contract",
    data_source: "request",
    anonymized: true,
    at: "2026-01-01T00:00:00Z",
  };
  const anonymization = {
    run_id: "run",
    pii_types: ["email"],
    anonymized_count: 1,
    method: "placeholder",
    at: "2026-01-01T00:00:00Z",
  };
  const first = await write.recordProcessing(processing);
  expect(await write.recordProcessing(processing)).toBe(first);
  const second = await write.recordAnonymization(anonymization);
  expect(second).not.toBe(first);
  const row = z.object({ id: z.string(), kind: z.string(), record: z.string() });
  const rows = db.all(row, "SELECT id, kind, record FROM audit_record WHERE run_id = ? ORDER BY kind", [
    "run",
  ]);
  expect(rows.map((one) => ({ ...one, record: JSON.parse(one.record) as unknown }))).toEqual([
    { id: second, kind: "anonymization", record: anonymization },
    { id: first, kind: "processing", record: processing },
  ]);
});
