import type { DocumentFile, DocumentIssue, DocumentText, ReadOptions, TextPage } from "../types.ts";
import { decodeText } from "./decode-text.ts";
import { imageSize, maxPixels } from "./image-size.ts";
import { limitsOf, withinLimits } from "./limits.ts";
import { readScannedPage } from "./read-scanned-page.ts";
import type { Recognizer } from "./recognizer.ts";
import { readPdfPages } from "./read-pdf-pages.ts";
import { unwrapP7m } from "./unwrap-p7m.ts";

/** What a file could not be opened for: one error, no pages. */
function unreadable(method: DocumentText["method"], code: string, message: string): DocumentText {
  return { pages: [], method, confidence: 0, issues: [{ severity: "error", code, message }] };
}

function written(
  method: DocumentText["method"],
  texts: readonly string[],
  options: ReadOptions,
): DocumentText {
  const pages: TextPage[] = texts.map((text, at) => ({ number: at + 1, text }));
  return withinLimits({ pages, method, confidence: 1, issues: [] }, options);
}

async function readImage(
  file: DocumentFile,
  recognizer: Recognizer,
  options: ReadOptions,
): Promise<DocumentText> {
  const size = imageSize(file.bytes);
  if (size === null) return unreadable("ocr", "image-unreadable", "l'immagine è danneggiata o incompleta");
  if (size.width * size.height > maxPixels) {
    const message = `l'immagine ha ${size.width} × ${size.height} punti: oltre il limite di ${maxPixels}`;
    return unreadable("ocr", "image-too-large", message);
  }
  const { page, confidence, issues } = await readScannedPage(1, file.bytes, recognizer, options);
  return withinLimits({ pages: [page], method: "ocr", confidence, issues }, options);
}

/** Errors of the libraries say nothing to a person: the cause is that the file is not what it claims to be. */
async function orUnreadable(
  method: DocumentText["method"],
  kind: string,
  signal: AbortSignal,
  read: () => Promise<DocumentText>,
): Promise<DocumentText> {
  try {
    return await read();
  } catch (error) {
    signal.throwIfAborted();
    const isLocked = error instanceof Error && error.name === "PasswordException";
    return isLocked
      ? unreadable(method, "password-required", `il ${kind} è protetto da una password`)
      : unreadable(method, "file-damaged", `il ${kind} è danneggiato e non si può aprire`);
  }
}

async function fromEnvelope(
  file: DocumentFile,
  recognizer: Recognizer,
  options: ReadOptions,
): Promise<DocumentText> {
  const inner = unwrapP7m(file.bytes);
  if (inner.kind === "refused") return unreadable("plain", "envelope-unreadable", inner.reason);
  const isPdf = Buffer.from(inner.bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
  const content: DocumentFile = { ...file, bytes: inner.bytes, kind: isPdf ? "pdf" : "xml" };
  const text = await extractText(content, recognizer, options);
  const message = "il file è firmato (.p7m): la firma non è stata verificata";
  const issue: DocumentIssue = { severity: "warning", code: "signature-not-verified", message };
  return { ...text, issues: [issue, ...text.issues] };
}

/** The text of a document with its layout. Rejects only when the signal is aborted. */
export async function extractText(
  file: DocumentFile,
  recognizer: Recognizer,
  options: ReadOptions,
): Promise<DocumentText> {
  const { bytes, kind } = file;
  const { signal } = options;
  signal.throwIfAborted();
  switch (kind) {
    case "pdf":
      return orUnreadable("text-layer", "PDF", signal, () => readPdfPages(bytes, recognizer, options));
    case "docx":
      return orUnreadable("docx", "documento Word", signal, async () => {
        const { readDocx } = await import("./read-docx.ts");
        return written("docx", [await readDocx(bytes)], options);
      });
    case "xlsx":
      return orUnreadable("plain", "foglio di calcolo", signal, async () => {
        const { readXlsx } = await import("./read-xlsx.ts");
        return written("plain", await readXlsx(bytes, limitsOf(options).characters), options);
      });
    case "png":
    case "jpeg":
      return readImage(file, recognizer, options);
    case "p7m":
      return fromEnvelope(file, recognizer, options);
    case "xml":
      return written("xml", [decodeText(bytes)], options);
    case "text":
      return written("plain", decodeText(bytes).split("\f"), options);
    case "other":
      return unreadable("plain", "kind-unknown", "il tipo del file non è tra quelli che si possono leggere");
    default:
      return kind satisfies never;
  }
}
