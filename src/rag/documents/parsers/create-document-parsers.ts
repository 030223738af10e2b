import { join, resolve } from "node:path";

import type { DocumentSettings } from "../../settings/types.ts";
import type {
  DocumentFile,
  DocumentParsers,
  DocumentText,
  DocumentType,
  ParsedDocument,
  ReadOptions,
} from "../types.ts";
import { extractText } from "./extract-text.ts";
import { createFatturaValidator, type FatturaSchemaPaths } from "./fattura-schema.ts";
import { limitsOf } from "./limits.ts";
import { parsedText, type TextFindings } from "./parsed-text.ts";
import { createRecognizer } from "./recognizer.ts";

/** Texts kept: the documents of one request and a little more. */
const keptTexts = 16;

/** Where the documents' own data lies, and which schemas of electronic invoices take the place of it. */
export interface DocumentParserOptions {
  /** Holds `data/fatturapa`. */
  readonly projectDirectory: string;
  readonly settings?: Pick<DocumentSettings, "fattura_xsd" | "fattura_semplificata_xsd">;
}

function schemaPaths({ projectDirectory, settings }: DocumentParserOptions): FatturaSchemaPaths {
  const resolved = (path: string | undefined) =>
    path === undefined ? undefined : resolve(projectDirectory, path);
  return {
    directory: join(projectDirectory, "data", "fatturapa"),
    ordinary: resolved(settings?.fattura_xsd),
    simplified: resolved(settings?.fattura_semplificata_xsd),
  };
}

/** The readers of documents. No library is loaded before the first document needs it. */
export function createDocumentParsers(options: DocumentParserOptions): DocumentParsers {
  const recognizer = createRecognizer();
  const validate = createFatturaValidator(schemaPaths(options));
  const texts = new Map<string, DocumentText>();

  async function textOf(file: DocumentFile, reading: ReadOptions): Promise<DocumentText> {
    reading.signal.throwIfAborted();
    // Sanitized bytes have the hash of the file they were, so their number is part of the key.
    const key = [file.hash, file.kind, file.bytes.length, ...Object.values(limitsOf(reading))].join(" ");
    const known = texts.get(key);
    if (known !== undefined) return known;
    const text = await extractText(file, recognizer, reading);
    texts.set(key, text);
    const [oldest] = texts.keys();
    if (texts.size > keptTexts && oldest !== undefined) texts.delete(oldest);
    return text;
  }

  const reader =
    (type: DocumentType, load: () => Promise<(text: DocumentText) => TextFindings>) =>
    async (file: DocumentFile, reading: ReadOptions): Promise<ParsedDocument> => {
      const [text, parse] = await Promise.all([textOf(file, reading), load()]);
      return parsedText(file, type, text, parse);
    };

  return {
    extractText: textOf,
    async parseFattura(file, { signal }) {
      signal.throwIfAborted();
      const { parseFattura } = await import("./parse-fattura.ts");
      return parseFattura(file, validate);
    },
    parseF24: reader("F24", async () => (await import("./parse-f24.ts")).parseF24),
    parseContract: reader("Contratto", async () => (await import("./parse-contract.ts")).parseContract),
    parsePayslip: reader("Busta paga", async () => (await import("./parse-payslip.ts")).parsePayslip),
    parseOther: reader("Other", async () => (await import("./parse-other.ts")).parseOther),
    close: () => recognizer.close(),
  };
}
