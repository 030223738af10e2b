import { z } from "zod";
import type { DocumentFile } from "#rag/documents/types.ts";
import { key } from "#ragstep";
import {
  classifiedDocument,
  documentFact,
  fileProblem,
  parsedDocument,
  threat,
} from "../document-schemas.ts";
import { live, count } from "./values.ts";

/** Keys of documents read as a tool. */
export const documentsKeys = {
  // documents
  documents: key(z.array(live<DocumentFile>()), {
    transient: true,
    pii: true,
    doc: "The attachments that the model asked for, as they were sent, each content once.",
  }),
  attachment_errors: key(z.array(fileProblem), {
    pii: true,
    doc: "Why the attachments are not accepted; empty when they are.",
  }),
  sanitized_docs: key(z.array(live<DocumentFile>()), {
    transient: true,
    pii: true,
    doc: "The same documents without anything that acts when they are opened.",
  }),
  threat_details: key(z.array(threat), { doc: "What was taken out of the documents." }),
  classified_docs: key(z.array(classifiedDocument), {
    pii: true,
    doc: "What each document is, with the words that tell it.",
  }),
  parsed_docs: key(z.array(parsedDocument), {
    pii: true,
    merge: { unionBy: "hash" },
    doc: "What the parsers read, one entry a document.",
  }),
  document_facts: key(z.array(documentFact), {
    pii: true,
    doc: "What the documents say, each with page, span and confidence.",
  }),
  stored_blobs: key(z.array(z.object({ hash: z.string(), blob_id: z.string(), expires_at: z.string() })), {
    doc: "The encrypted copies that were kept, with the moment they end.",
  }),
  ledger_entries: key(z.array(z.object({ hash: z.string(), seq: count, entry_hash: z.string() })), {
    doc: "The entries in the ledger that say where the facts come from.",
  }),
};
