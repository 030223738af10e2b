import type { DocumentKind, DocumentType, TextSpan } from "./types.ts";

/** What a first look at an attachment tells, without reading it through. */
export interface SniffedDocument {
  /** SHA-256 (hex) of the bytes. */
  readonly hash: string;
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly kind: DocumentKind;
  /** What the client said it is. */
  readonly declared_mime: string;
  readonly mime_agrees: boolean;
  /** What it is about, where its first bytes say so. */
  readonly hint: DocumentType | null;
}

/** Why a file is not accepted, in words that its sender can act on. */
export interface FileProblem {
  /** Kebab-case and permanent, such as `file-too-large`. */
  readonly code: string;
  /** Null when it is about all of them. */
  readonly filename: string | null;
  readonly message: string;
}

/** Something that was taken out of a document because it could act on whoever opens it. */
export interface Threat {
  /** Hash of the document as it was sent. */
  readonly hash: string;
  /** Kebab-case and permanent, such as `macro` or `javascript`. */
  readonly kind: string;
  /** Where it was: the part of the file, or the key. */
  readonly where: string;
}

/** One thing that a document says, and where. */
export interface DocumentFact {
  /** `<first 12 digits of the hash>:<name>`, or with the page and place for a passage of text. */
  readonly id: string;
  readonly hash: string;
  readonly filename: string;
  readonly type: DocumentType;
  /** A field that was read, a passage of the text, or what is wrong with the document. */
  readonly kind: "field" | "text" | "issue";
  readonly name: string;
  /** In Italian. */
  readonly label: string;
  readonly value: string;
  /** From 1. */
  readonly page: number;
  readonly span: TextSpan | null;
  /** Line of an XML source. */
  readonly line?: number | undefined;
  /** Of a number: `%`, or the ISO code of its currency. */
  readonly unit?: string | undefined;
  /** Of a finding: what the library that made it says, in its own words. */
  readonly detail?: string | undefined;
  readonly confidence: number;
}
