import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PDFDocument, StandardFonts } from "pdf-lib";
import { createDocumentParsers } from "../src/rag/documents/parsers/create-document-parsers.ts";
import type { DocumentFile, DocumentKind } from "../src/rag/documents/types.ts";
import { createSystemClock } from "../src/runtime/system-clock.ts";
import { lowerQuartile, type Row } from "./measure.ts";

const projectDirectory = join(import.meta.dirname, "..");
const fixtures = join(projectDirectory, "test/fixtures/documents");
let count = 0;

/** A new hash each time, so that no text is served from memory. */
function fileOf(kind: DocumentKind, bytes: Uint8Array): DocumentFile {
  return { hash: `bench-${++count}`, filename: `bench.${kind}`, mime_type: "", kind, bytes };
}

/** Twenty pages of forty lines of prose. */
async function longPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= 20; page++) {
    const sheet = pdf.addPage([595, 842]);
    for (let line = 0; line < 40; line++) {
      const text = `Pagina ${page}, riga ${line}: il corrispettivo di € ${line}.000,00 scade il 16/03/2026 con il tributo 6002.`;
      sheet.drawText(text, { x: 50, y: 780 - line * 18, size: 10, font });
    }
  }
  return pdf.save();
}

async function quartile(rounds: number, warm: number, run: () => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < rounds + warm; round++) {
    const before = performance.now();
    await run();
    if (round >= warm) samples.push(performance.now() - before);
  }
  return lowerQuartile(samples);
}

function row(what: string, ms: number, bound: number): Row {
  const measured = `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
  return { what, measured, floor: "", ratio: "", bound: `${bound} ms`, kept: ms <= bound };
}

/** Reading documents, libraries loaded and warm: an invoice, a PDF of twenty pages, a scanned page. */
export async function measureDocuments(): Promise<readonly Row[]> {
  const parsers = createDocumentParsers({ projectDirectory });
  const options = {
    signal: new AbortController().signal,
    clock: createSystemClock(),
    limits: { ocr_ms: 60_000 },
  };
  const invoice = readFileSync(join(fixtures, "fattura/servizi.xml"));
  const scan = readFileSync(join(fixtures, "busta-paga/marzo-scansione.png"));
  const pdf = await longPdf();
  try {
    return [
      row(
        "invoice: schema, fields, totals",
        await quartile(200, 50, () => parsers.parseFattura(fileOf("xml", invoice), options)),
        5,
      ),
      row(
        "text and facts of a PDF of 20 pages",
        await quartile(8, 2, () => parsers.parseOther(fileOf("pdf", pdf), options)),
        1500,
      ),
      row(
        "recognition of a scanned page",
        await quartile(4, 1, () => parsers.extractText(fileOf("png", scan), options)),
        5000,
      ),
    ];
  } finally {
    await parsers.close();
  }
}

if (import.meta.main) {
  for (const { what, measured, bound, kept } of await measureDocuments()) {
    console.log(`${what}: ${measured}, bound ${bound}${kept ? "" : " (missed)"}`);
  }
}
