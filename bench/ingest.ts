/** How many passages a second `ragstep ingest` stores: reading, cutting, vectors, full text, one transaction a document. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ingestLocation } from "../src/rag/ingestion/ingest-location.ts";
import { openIngestion } from "../src/rag/ingestion/open-ingestion.ts";
import { createSystemClock } from "../src/runtime/system-clock.ts";
import type { Row } from "./measure.ts";

const root = new URL("..", import.meta.url).pathname;
const documents = 150;
const bound = 300;

const words =
  "imposta versamento contributo dichiarazione termine scadenza lavoratore retribuzione ferie preavviso contratto società fattura aliquota detrazione rimborso sanzione ricorso ufficio registro".split(
    " ",
  );

/** About ten passages of sentences that differ from document to document. */
function textOf(document: number): string {
  const sentence = (at: number): string =>
    Array.from(
      { length: 14 },
      (_, i) => words[(document * 7 + at * 5 + i * (1 + (at % 7))) % words.length],
    ).join(" ");
  return Array.from({ length: 90 }, (_, at) => `Punto ${document}-${at}: ${sentence(at)}.`).join(" ");
}

/** Passages a second through the real path, into a file on disk. */
export async function measureIngestion(): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), "ragstep-bench-"));
  for (let at = 0; at < documents; at++) await writeFile(join(folder, `documento-${at}.txt`), textOf(at));
  const clock = createSystemClock();
  const env = { RAGSTEP_STORAGE_PATH: join(folder, "rag.db") };
  const opened = await openIngestion({ projectDirectory: root, env, clock, warn: console.error });
  try {
    let chunks = 0;
    const before = process.cpuUsage();
    await ingestLocation(
      folder,
      { tags: ["prova"], authority: 0.7 },
      {
        ...opened,
        signal: new AbortController().signal,
        report: (event) => {
          if (event.kind === "stored") chunks += event.chunks;
        },
      },
    );
    // Time of the processor: what others do on the machine meanwhile does not count.
    const { user, system } = process.cpuUsage(before);
    const perSecond = Math.round((chunks / (user + system)) * 1e6);
    return {
      what: `ingest, ${chunks} passages of ${documents} documents`,
      measured: `${perSecond} passages/s`,
      floor: "",
      ratio: "",
      bound: `>= ${bound} passages/s`,
      kept: perSecond >= bound,
    };
  } finally {
    await opened.close();
    await rm(folder, { recursive: true });
  }
}
