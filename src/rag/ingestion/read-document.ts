import { createHash } from "node:crypto";

import type { Clock } from "../../definition/step.ts";
import { decodeText } from "../documents/parsers/decode-text.ts";
import type { AttachmentLimits } from "../documents/safety/limits.ts";
import { measureFile } from "../documents/safety/measure-file.ts";
import { sniff } from "../documents/sniff.ts";
import type { DocumentFile, DocumentParsers } from "../documents/types.ts";
import { IngestionError } from "./ingestion-error.ts";
import { readArticle } from "./read-article.ts";

export interface ReadDocumentOptions {
  readonly parsers: Pick<DocumentParsers, "extractText">;
  readonly limits: AttachmentLimits;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The text of a file or page. `title` is null when it names none; `quality` is 0 to 1. */
export interface DocumentContent {
  readonly title: string | null;
  readonly text: string;
  readonly quality: number;
}

/** What was read by recognizing characters is trusted less than what was written. */
const written = 0.9;

function isHtml(text: string, contentType: string | null): boolean {
  return (
    /^text\/html|^application\/xhtml/i.test(contentType ?? "") ||
    /^\s*(?:<!doctype html|<html[\s>])/i.test(text)
  );
}

/** The character set that a server names goes before what the bytes look like. */
function decoded(bytes: Uint8Array, contentType: string | null): string {
  const declared =
    /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? "")?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(
      Buffer.from(bytes.subarray(0, 1024)).toString("latin1"),
    )?.[1];
  if (declared === undefined) return decodeText(bytes);
  try {
    return new TextDecoder(declared).decode(bytes);
  } catch {
    return decodeText(bytes);
  }
}

function headingOf(text: string): string | null {
  return /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? null;
}

/** Throws an `IngestionError` when there is no text that can be read. What a file is, its bytes say. */
export async function readDocument(
  bytes: Uint8Array,
  contentType: string | null,
  options: ReadDocumentOptions,
): Promise<DocumentContent> {
  const { parsers, limits, clock, signal } = options;
  const kind = sniff(bytes);
  if (kind === "text" || kind === "xml" || kind === "other") {
    const text = decoded(bytes, contentType);
    if (isHtml(text, contentType)) return { ...(await readArticle(text)), quality: written };
    if (kind === "text") return { title: headingOf(text), text: text.trim(), quality: written };
  }
  const refusal = measureFile(bytes, kind, limits);
  if (refusal !== null) throw new IngestionError("article-unreadable", `The document ${refusal.reason}.`);
  const hash = createHash("sha256").update(bytes).digest("hex");
  const file: DocumentFile = { hash, filename: hash, mime_type: contentType ?? "", kind, bytes };
  const { pages, confidence, issues } = await parsers.extractText(file, { signal, clock });
  const wrong = issues.find(({ severity }) => severity === "error");
  if (wrong !== undefined) throw new IngestionError("article-unreadable", `The document: ${wrong.message}.`);
  const text = pages
    .map((page) => page.text)
    .join("\n\n")
    .trim();
  return { title: null, text, quality: Math.round(written * confidence * 100) / 100 };
}
