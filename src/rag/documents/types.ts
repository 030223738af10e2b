import type { Clock } from "../../definition/step.ts";

/** What the bytes of a document are, found by looking at them; a file's name decides nothing. */
export const documentKinds = ["pdf", "docx", "xlsx", "xml", "p7m", "png", "jpeg", "text", "other"] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** A document of a request, by value. `hash` is the SHA-256 (hex) of the bytes as they were sent. */
export interface DocumentFile {
  readonly hash: string;
  readonly filename: string;
  readonly mime_type: string;
  readonly kind: DocumentKind;
  /** What is left after sanitizing. */
  readonly bytes: Uint8Array;
}

/** The labels drawn at the decision on the document's type. */
export const documentTypes = ["Fattura XML", "F24", "Contratto", "Busta paga", "Other"] as const;
export type DocumentType = (typeof documentTypes)[number];

/** Which type a document was taken for, 0 to 1, and the words or marks it was told by. */
export interface ClassifiedDocument {
  readonly hash: string;
  readonly type: DocumentType;
  readonly confidence: number;
  readonly evidence: readonly string[];
}

/** Where something stands: UTF-16 offsets in the text of its page, the end not included. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A word and its box, in points (PDF) or pixels (image) from the top left corner of the page. */
export interface PlacedWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface TextPage {
  /** From 1. */
  readonly number: number;
  /** Lines from top to bottom; two spaces or more stand between columns. */
  readonly text: string;
  readonly words?: readonly PlacedWord[];
}

/** The text of a document. `confidence` is 1 unless characters were recognized in an image. */
export interface DocumentText {
  readonly pages: readonly TextPage[];
  readonly method: "text-layer" | "docx" | "ocr" | "xml" | "plain";
  readonly confidence: number;
  /** What could not be read, or was left out because of a limit. */
  readonly issues: readonly DocumentIssue[];
}

/** What a reader of the document should know. Lines and pages count from 1. */
export interface DocumentIssue {
  readonly severity: "error" | "warning" | "info";
  /** Kebab-case and permanent, such as `total-differs`. */
  readonly code: string;
  readonly message: string;
  readonly line?: number | undefined;
  readonly page?: number | undefined;
  /** What it was found in. Absent where that is the text as a whole, or where there is no text. */
  readonly span?: TextSpan | undefined;
  /** What the library that found it says, in its own words. */
  readonly detail?: string | undefined;
}

/** One value read from a document. */
export interface ParsedField {
  /** Snake case; entries of a list carry their place: `line[2].amount`. */
  readonly name: string;
  /** In one spelling: `1220.00` for money (EUR unless a currency field says otherwise), `2026-03-16`, `2026-03`. */
  readonly value: string;
  /** What the field is, in Italian. */
  readonly label: string;
  /** From 1. */
  readonly page: number;
  /** Of what it was computed from, where it was. Null where the source has no text of its own. */
  readonly span: TextSpan | null;
  /** Line of an XML source. */
  readonly line?: number | undefined;
  /** Of a number: `%`, or the ISO code of its currency. */
  readonly unit?: string | undefined;
  readonly confidence: number;
}

/** What a parser made of one document. A document that cannot be read has no fields and an error in `issues`. */
export interface ParsedDocument {
  readonly hash: string;
  readonly filename: string;
  readonly type: DocumentType;
  readonly fields: readonly ParsedField[];
  readonly issues: readonly DocumentIssue[];
  /** The pages that the spans point into. */
  readonly text: DocumentText;
}

/** Measured limits; what goes beyond is left out and named in `issues`. */
export interface ParserLimits {
  readonly pages: number;
  /** Of all pages together. */
  readonly characters: number;
  /** Pages that are recognized as images. */
  readonly ocr_pages: number;
  /** For one page, milliseconds. */
  readonly ocr_ms: number;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** What is absent has its default. */
  readonly limits?: Partial<ParserLimits>;
}

/**
 * Reads documents that have passed the limits on attachments (compressed parts are not measured again here). No call
 * throws because of what a document holds; an aborted signal rejects.
 * Libraries are loaded when the first document needs them. The text of the last documents is kept, so that classifying
 * and parsing read a file once.
 */
export interface DocumentParsers {
  /** From the text layer of a PDF, a DOCX, XML or plain text; otherwise by recognizing characters. */
  extractText(file: DocumentFile, options: ReadOptions): Promise<DocumentText>;
  /** An electronic invoice (XML, or XML in a `.p7m` envelope). */
  parseFattura(file: DocumentFile, options: ReadOptions): Promise<ParsedDocument>;
  parseF24(file: DocumentFile, options: ReadOptions): Promise<ParsedDocument>;
  parseContract(file: DocumentFile, options: ReadOptions): Promise<ParsedDocument>;
  parsePayslip(file: DocumentFile, options: ReadOptions): Promise<ParsedDocument>;
  /** Text with its layout, and the amounts, dates and codes in it. */
  parseOther(file: DocumentFile, options: ReadOptions): Promise<ParsedDocument>;
  /** Ends the recognition worker. */
  close(): Promise<void>;
}
