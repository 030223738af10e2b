import { readFileSync } from "node:fs";
import { join } from "node:path";

import { createDocumentParsers } from "#rag/documents/parsers/create-document-parsers.ts";
import { sniff } from "#rag/documents/sniff.ts";
import type { DocumentFile, DocumentType } from "#rag/documents/types.ts";

import { createSystemClock } from "../../../src/runtime/system-clock.ts";
import { settings } from "./settings.ts";

const projectDirectory = join(import.meta.dirname, "../../..");

/** A document of `test/fixtures/documents`; its path is its hash. */
export function sanitized(path: string): DocumentFile {
  const bytes = readFileSync(join(projectDirectory, "test/fixtures/documents", path));
  return { hash: path, filename: path, mime_type: "", kind: sniff(bytes), bytes };
}

/** The state that a parser starts from: documents by their path, each with the type it was taken for. */
export function classifiedAs(types: Readonly<Record<string, DocumentType>>) {
  const sanitized_docs = Object.keys(types).map(sanitized);
  const classified_docs = Object.entries(types).map(([hash, type]) => ({
    hash,
    type,
    confidence: 1,
    evidence: [],
  }));
  return { sanitized_docs, classified_docs };
}

/** The real parsers, which need no other service, on real time: recognition is limited by it. */
export function parserServices() {
  return { settings: settings(), documentParsers: createDocumentParsers({ projectDirectory }) };
}

export const realTime = createSystemClock();
