import type { DocumentIssue, DocumentText, ReadOptions, TextPage } from "../types.ts";
import { layOutWords } from "./lay-out-words.ts";
import { leftOut, limitsOf, withinLimits } from "./limits.ts";
import type { OpenPdf } from "./read-pdf.ts";
import { readScannedPage } from "./read-scanned-page.ts";
import type { Recognizer } from "./recognizer.ts";

async function readPages(pdf: OpenPdf, recognizer: Recognizer, options: ReadOptions): Promise<DocumentText> {
  const limits = limitsOf(options);
  const pages: TextPage[] = [];
  const issues: DocumentIssue[] = [];
  let scanned = 0;
  let left = limits.characters;
  let confidence = 1;
  const count = Math.min(pdf.pages, limits.pages);
  for (let number = 1; number <= count && left > 0; number++) {
    options.signal.throwIfAborted();
    const words = await pdf.words(number);
    const picture = words.length === 0 ? await pdf.picture(number) : null;
    if (picture === null || scanned >= limits.ocr_pages) {
      if (picture !== null)
        issues.push(leftOut(`la pagina ${number} è un'immagine: oltre il limite di ${scanned}`));
      pages.push({ number, text: layOutWords(words), words });
    } else {
      const read = await readScannedPage(number, picture, recognizer, options);
      scanned++;
      pages.push(read.page);
      issues.push(...read.issues);
      confidence = Math.min(confidence, read.confidence);
    }
    left -= pages.at(-1)?.text.length ?? 0;
  }
  if (pdf.pages > count) issues.push(leftOut(`lette ${count} pagine su ${pdf.pages}, il limite impostato`));
  const method = scanned > 0 && scanned === pages.length ? "ocr" : "text-layer";
  return withinLimits({ pages, method, confidence, issues }, options);
}

/** The text layer of a PDF, page by page; pages that are pictures are recognized. Rejects when the file is damaged. */
export async function readPdfPages(
  bytes: Uint8Array,
  recognizer: Recognizer,
  options: ReadOptions,
): Promise<DocumentText> {
  const { openPdf } = await import("./read-pdf.ts");
  const pdf = await openPdf(bytes);
  try {
    return await readPages(pdf, recognizer, options);
  } finally {
    await pdf.close();
  }
}
