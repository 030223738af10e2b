import { parserVersion } from "#rag/cache/answer-key.ts";
import { hashFacts } from "#rag/documents/facts/hash-facts.ts";

import { step } from "../ragstep.gen.ts";

/** Notes in the ledger where the facts of each document come from: hashes, counts and kinds, nothing that it says. */
export default step("Provenance", {
  reads: ["classified_docs", "document_facts", "stored_blobs", "threat_details"],
  writes: ["ledger_entries"],
  attrs: ["provenance_logged", "ledger_entry_count", "document_count", "immutable", "ledger_head"],
  async run({ state, stores, clock, run, log }) {
    const { classified_docs, document_facts, stored_blobs, threat_details } = state;
    const ledger_entries: { hash: string; seq: number; entry_hash: string }[] = [];
    for (const { hash, type, confidence } of classified_docs) {
      const facts = document_facts.filter((fact) => fact.hash === hash);
      const threats = threat_details.filter((threat) => threat.hash === hash).map(({ kind }) => kind);
      const entry = await stores.ProvenanceLedger.append({
        run_id: run.id,
        at: new Date(clock.now()).toISOString(),
        document_hash: hash,
        document_type: type,
        confidence,
        blob_id: stored_blobs.find((blob) => blob.hash === hash)?.blob_id ?? null,
        threats: [...new Set(threats)],
        parser_version: parserVersion,
        fact_count: facts.length,
        facts_hash: hashFacts(facts),
      });
      ledger_entries.push({ hash, seq: entry.seq, entry_hash: entry.hash });
    }
    log({
      provenance_logged: ledger_entries.length === classified_docs.length,
      ledger_entry_count: ledger_entries.length,
      document_count: classified_docs.length,
      immutable: true,
      ledger_head: ledger_entries.at(-1)?.entry_hash ?? null,
    });
    return { ledger_entries };
  },
});
