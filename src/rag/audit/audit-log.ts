import { createHash } from "node:crypto";
import type { Database } from "../storage/database.ts";
import type { AnonymizationRecord, AuditWriter, ProcessingRecord } from "./types.ts";

/**
 * The register of processings. It is only ever added to; a record's id is a hash of what it says, so that a step that is
 * tried again after it has written does not write twice.
 */
export function createAuditLog(db: Database): { readonly read: object; readonly write: AuditWriter } {
  const append = (kind: string, record: ProcessingRecord | AnonymizationRecord): string => {
    const content = JSON.stringify(record);
    const id = `audit_${createHash("sha256").update(kind).update(content).digest("hex").slice(0, 24)}`;
    db.run("INSERT OR IGNORE INTO audit_record (id, kind, run_id, at, record) VALUES (?, ?, ?, ?, ?)", [
      id,
      kind,
      record.run_id,
      record.at,
      content,
    ]);
    return id;
  };
  return {
    read: {},
    write: {
      recordProcessing: async (record) => append("processing", record),
      recordAnonymization: async (record) => append("anonymization", record),
    },
  };
}
