import type { Clock } from "../../../definition/step.ts";
import type { DocumentSettings } from "../../settings/types.ts";
import type {
  ClassifiedDocument,
  DocumentFile,
  DocumentIssue,
  DocumentType,
  ParsedDocument,
  ReadOptions,
} from "../types.ts";

/** The limits of the installation, as the readers of documents take them. */
export function readOptions(
  { max_pages, ocr_pages, ocr_timeout_ms }: DocumentSettings,
  { signal, clock }: { readonly signal: AbortSignal; readonly clock: Clock },
): ReadOptions {
  return { signal, clock, limits: { pages: max_pages, ocr_pages, ocr_ms: ocr_timeout_ms } };
}

/** Counts for the log: what was read and how much of it needs a look. */
export interface ParsingSummary extends Readonly<Record<string, number | boolean>> {
  readonly parsing_completed: boolean;
  readonly document_count: number;
  readonly field_count: number;
  readonly error_count: number;
  readonly warning_count: number;
}

/** Parses all documents of one type, one after the other: recognition and memory are shared. */
export async function parseAll(
  documents: readonly DocumentFile[],
  classified: readonly ClassifiedDocument[],
  type: DocumentType,
  parse: (file: DocumentFile) => Promise<ParsedDocument>,
): Promise<{ readonly parsed: ParsedDocument[]; readonly summary: ParsingSummary }> {
  const hashes = new Set(classified.filter((document) => document.type === type).map(({ hash }) => hash));
  const parsed: ParsedDocument[] = [];
  for (const file of documents) if (hashes.has(file.hash)) parsed.push(await parse(file));
  const count = (severity: DocumentIssue["severity"]) =>
    parsed.flatMap(({ issues }) => issues).filter((issue) => issue.severity === severity).length;
  return {
    parsed,
    summary: {
      parsing_completed: true,
      document_count: parsed.length,
      field_count: parsed.reduce((sum, { fields }) => sum + fields.length, 0),
      error_count: count("error"),
      warning_count: count("warning"),
    },
  };
}
