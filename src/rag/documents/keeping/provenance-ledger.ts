import { createHash } from "node:crypto";
import { z } from "zod";

import type { Database } from "../../storage/database.ts";

/** Where the facts of one document come from. Holds nothing that the document says. */
export interface ProvenanceRecord {
  readonly run_id: string;
  /** ISO 8601. */
  readonly at: string;
  readonly document_hash: string;
  readonly document_type: string;
  readonly confidence: number;
  readonly blob_id: string | null;
  /** Kinds of what was taken out of it. */
  readonly threats: readonly string[];
  readonly parser_version: string;
  readonly fact_count: number;
  /** SHA-256 (hex) of the facts. */
  readonly facts_hash: string;
}

export interface LedgerEntry {
  readonly seq: number;
  readonly hash: string;
}

/** What going through the ledger found. */
export interface LedgerReport {
  readonly entries: number;
  /** Hash of the last entry; null when there is none. */
  readonly head: string | null;
  /** The first place where the chain does not hold. */
  readonly problem: { readonly seq: number; readonly reason: string } | null;
}

export interface ProvenanceReader {
  /** Works every hash out again. */
  verify(): Promise<LedgerReport>;
}

export interface ProvenanceWriter {
  /** Adds an entry; a document that this run has entered already keeps the one it has. */
  append(record: ProvenanceRecord): Promise<LedgerEntry>;
}

/** What stands before the first entry. */
const origin = "0".repeat(64);

const entry = z.object({ seq: z.number(), hash: z.string() });
const whole = entry.extend({
  run_id: z.string(),
  document_hash: z.string(),
  record: z.string(),
  previous_hash: z.string(),
});

function hashOf({
  seq,
  run_id,
  document_hash,
  record,
  previous_hash,
}: Omit<z.infer<typeof whole>, "hash">): string {
  return createHash("sha256")
    .update(JSON.stringify([seq, run_id, document_hash, record, previous_hash]))
    .digest("hex");
}

function findProblem(
  rows: readonly z.infer<typeof whole>[],
  head: LedgerEntry | undefined,
): LedgerReport["problem"] {
  let previous: LedgerEntry = { seq: 0, hash: origin };
  for (const row of rows) {
    const expected = previous.seq + 1;
    if (row.seq !== expected) return { seq: expected, reason: "the entry is missing" };
    if (row.previous_hash !== previous.hash)
      return { seq: row.seq, reason: "it does not follow the entry before it" };
    if (row.hash !== hashOf(row)) return { seq: row.seq, reason: "its content was changed" };
    previous = row;
  }
  const end = head ?? { seq: 0, hash: origin };
  if (end.seq > previous.seq) return { seq: previous.seq + 1, reason: "entries at the end are missing" };
  return end.seq === previous.seq && end.hash === previous.hash
    ? null
    : { seq: previous.seq, reason: "the noted end of the ledger is another one" };
}

/**
 * The ledger: rows that are only ever added, each with the hash of the one before it, and a note of the last one, so that an
 * entry that was changed, taken out or cut off is found. Whoever may write the file can write a new chain: compare `head` with a
 * copy kept elsewhere.
 */
export function createProvenanceLedger(db: Database): {
  readonly read: ProvenanceReader;
  readonly write: ProvenanceWriter;
} {
  const head = (): LedgerEntry | undefined => db.get(entry, "SELECT seq, hash FROM provenance_head");
  return {
    read: {
      async verify() {
        const rows = db.all(whole, "SELECT * FROM provenance_entry ORDER BY seq");
        return { entries: rows.length, head: rows.at(-1)?.hash ?? null, problem: findProblem(rows, head()) };
      },
    },
    write: {
      append: async (record) =>
        db.transaction(() => {
          const { run_id, document_hash } = record;
          const known = db.get(
            entry,
            "SELECT seq, hash FROM provenance_entry WHERE run_id = ? AND document_hash = ?",
            [run_id, document_hash],
          );
          if (known !== undefined) return known;
          const last = head() ?? { seq: 0, hash: origin };
          const link = {
            seq: last.seq + 1,
            run_id,
            document_hash,
            record: JSON.stringify(record),
            previous_hash: last.hash,
          };
          const hash = hashOf(link);
          db.run(
            "INSERT INTO provenance_entry (seq, run_id, document_hash, record, previous_hash, hash) VALUES (:seq, :run_id, :document_hash, :record, :previous_hash, :hash)",
            { ...link, hash },
          );
          db.run("INSERT OR REPLACE INTO provenance_head (only, seq, hash) VALUES (1, ?, ?)", [
            link.seq,
            hash,
          ]);
          return { seq: link.seq, hash };
        }),
    },
  };
}
