import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { createDocumentParsers } from "#rag/documents/parsers/create-document-parsers.ts";
import { sniff } from "#rag/documents/sniff.ts";
import type {
  DocumentFile,
  DocumentParsers,
  ParsedDocument,
  ParserLimits,
  ReadOptions,
} from "#rag/documents/types.ts";

import { createSystemClock } from "../../../../src/runtime/system-clock.ts";

/** The project's directory, where `data/fatturapa` lies. */
export const projectDirectory = join(import.meta.dirname, "../../../..");

export const fixtureDirectory = join(projectDirectory, "test/fixtures/documents");

/** A document with these bytes; what it is, is sniffed. */
export function fileOf(filename: string, content: Uint8Array | string): DocumentFile {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { hash, filename, mime_type: "", kind: sniff(bytes), bytes };
}

/** A document of `test/fixtures/documents`. */
export function fixture(path: string): DocumentFile {
  return fileOf(path.slice(path.lastIndexOf("/") + 1), readFileSync(join(fixtureDirectory, path)));
}

export function reading(
  limits: Partial<ParserLimits> = {},
  signal = new AbortController().signal,
): ReadOptions {
  return { signal, clock: createSystemClock(), limits };
}

export function parsers(): DocumentParsers {
  return createDocumentParsers({ projectDirectory });
}

/** Fields as an object from name to value. */
export function values(document: Pick<ParsedDocument, "fields">): Readonly<Record<string, string>> {
  return Object.fromEntries(document.fields.map(({ name, value }) => [name, value]));
}

/** What stands at each field's span, from name to text. */
export function quoted(document: ParsedDocument): Readonly<Record<string, string>> {
  return Object.fromEntries(
    document.fields.flatMap(({ name, span, page }) => {
      const text = document.text.pages.find(({ number }) => number === page)?.text ?? "";
      return span === null ? [] : [[name, text.slice(span.start, span.end)]];
    }),
  );
}

/** Codes of what is wrong, each with its severity. */
export function problems(document: Pick<ParsedDocument, "issues">): readonly string[] {
  return document.issues.map(({ severity, code }) => `${severity} ${code}`);
}
