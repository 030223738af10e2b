import { z } from "zod";
import type { Database } from "../storage/database.ts";
import type { KnowledgeDocument, PutOutcome } from "./types.ts";

const documentRow = z.object({ content_hash: z.string(), revision: z.string() });
const idRow = z.object({ id: z.string() });

function rowOf(db: Database, id: string): z.infer<typeof documentRow> | undefined {
  return db.get(documentRow, "SELECT content_hash, revision FROM knowledge_document WHERE id = ?", [id]);
}

/** The revision in which a document was last put. */
export function revisionOf(db: Database, id: string): string | null {
  return rowOf(db, id)?.revision ?? null;
}

/** What putting this document would do. */
export function outcomeOf(db: Database, { id, content_hash }: KnowledgeDocument): PutOutcome {
  const before = rowOf(db, id);
  if (before?.content_hash === content_hash) return "unchanged";
  const twin = db.get(idRow, "SELECT id FROM knowledge_document WHERE content_hash = ? AND id <> ? LIMIT 1", [
    content_hash,
    id,
  ]);
  if (twin !== undefined) return "duplicate";
  return before === undefined ? "added" : "changed";
}

/** The ids of the chunks that are stored of a document. */
export function chunksOf(db: Database, id: string): readonly string[] {
  return db.all(idRow, "SELECT id FROM knowledge_chunk WHERE document_id = ?", [id]).map((row) => row.id);
}

/** Forgets the other documents that were left out because this one said the same: its text is another now, theirs is not stored. */
export function forgetTwins(db: Database, id: string): void {
  const before = rowOf(db, id);
  if (before !== undefined)
    db.run("DELETE FROM knowledge_document WHERE content_hash = ? AND id <> ?", [before.content_hash, id]);
}

/** Notes that a document was put. */
export function noteDocument(db: Database, document: KnowledgeDocument): void {
  const { id, location, content_hash, revision } = document;
  db.run(
    `INSERT INTO knowledge_document (id, location, content_hash, revision) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET location = excluded.location, content_hash = excluded.content_hash, revision = excluded.revision`,
    [id, location, content_hash, revision],
  );
}
