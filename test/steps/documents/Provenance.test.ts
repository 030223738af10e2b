import { describe, expect, it } from "vitest";

import Provenance from "../../../steps/documents/Provenance.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { keepingStores } from "../support/attachments.ts";
import { facts, parsedInvoice, unreadable } from "../support/document-facts.ts";
import { project } from "../support/project.ts";

const clock = createFakeClock({ startAt: Date.UTC(2026, 2, 10) });
const state = {
  classified_docs: [parsedInvoice, unreadable].map(({ hash, type }) => ({
    hash,
    type,
    confidence: 0.9,
    evidence: [],
  })),
  document_facts: facts,
  stored_blobs: [{ hash: parsedInvoice.hash, blob_id: "blob_1", expires_at: "2026-03-11T00:00:00.000Z" }],
  threat_details: [
    { hash: unreadable.hash, kind: "macro", where: "a" },
    { hash: unreadable.hash, kind: "macro", where: "b" },
  ],
};

describe("Provenance", () => {
  it("notes every document in the ledger, also one of which nothing was kept or read", async () => {
    const stores = keepingStores(clock);
    const run = await project.runStep(Provenance, { state, stores, clock });
    expect(run.patch["ledger_entries"]).toEqual([
      { hash: parsedInvoice.hash, seq: 1, entry_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { hash: unreadable.hash, seq: 2, entry_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(await stores.ProvenanceLedger.read.verify()).toMatchObject({ entries: 2, problem: null });
    expect(run.attrs).toMatchObject({ provenance_logged: true, ledger_entry_count: 2, immutable: true });
    expect(run.next).toEqual(["ToToolResults"]);
  });

  it("writes nothing of what a document says", async () => {
    const written: unknown[] = [];
    const write = { append: async (record: unknown) => ({ seq: written.push(record), hash: "h" }) };
    await project.runStep(Provenance, { state, stores: { ProvenanceLedger: { read: {}, write } }, clock });
    expect(JSON.stringify(written)).not.toMatch(/Rossi|\b1220\b|fattura\.xml/);
    expect(written).toEqual([
      expect.objectContaining({
        document_type: "Fattura XML",
        blob_id: "blob_1",
        threats: [],
        fact_count: 2,
      }),
      expect.objectContaining({
        blob_id: null,
        threats: ["macro"],
        fact_count: 1,
        at: "2026-03-10T00:00:00.000Z",
      }),
    ]);
  });
});
