import { join } from "node:path";
import { createFactService } from "../src/rag/facts/create-fact-service.ts";
import { createPiiService } from "../src/rag/pii/create-pii-service.ts";
import type { KnowledgeChunk } from "../src/rag/retrieval/types.ts";
import { readDataDirectory } from "../src/rag/storage/data-directory.ts";
import { toChunks } from "../src/rag/storage/chunks.ts";
import { openStores } from "../src/rag/storage/open-stores.ts";
import { createSystemClock } from "../src/runtime/system-clock.ts";
import type { Row } from "./measure.ts";

const dataDirectory = join(import.meta.dirname, "../data");

/** A generator of numbers that gives the same ones in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** As many as a large store of such texts knows. */
const inventedWords = 40_000;

/** Sentences of invented words, each about as frequent as its place in the order of frequency says (Zipf's law). */
function invent(random: () => number): string {
  const word = (): string => `parola${Math.floor(inventedWords ** random()).toString(36)}`;
  return `${Array.from({ length: 14 }, word).join(" ")}.`;
}

/**
 * Chunks that each hold a title and a sentence of the sample data's 300, which the questions are taken from, and two
 * invented sentences. Were they mixed of the sample's sentences alone, most of them would hold words of any question,
 * which no real store of this size does; even so its words are more frequent here than in reality.
 */
function chunks(
  count: number,
  sentences: readonly string[],
  random: () => number,
): readonly KnowledgeChunk[] {
  const one = (): string => sentences[Math.floor(random() * sentences.length)] ?? "";
  return Array.from({ length: count }, (_, at) => ({
    id: `bench-${at}#0`,
    document_id: `bench-${at}`,
    title: one().slice(0, 60),
    text: `Documento ${at}. ${one()} ${invent(random)} ${invent(random)}`,
    source: "bench",
    tags: ["iva"],
    updated_at: new Date(Date.UTC(2025, 0, 1 + (at % 365))).toISOString(),
    quality: 0.5,
    authority: 0.5,
  }));
}

function median(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[samples.length >> 1] ?? 0;
}

function row(what: string, measured: number, unit: string, bound: number, kept: boolean): Row {
  const shown = measured < 100 ? measured.toFixed(1) : measured.toFixed(0);
  return { what, measured: `${shown} ${unit}`, floor: "", ratio: "", bound: `${bound} ${unit}`, kept };
}

async function measureQueries(count: number, bound: number): Promise<readonly Row[]> {
  const clock = createSystemClock();
  const facts = createFactService();
  const stores = await openStores({
    path: ":memory:",
    clock,
    dataDirectory,
    signatureOf: (question) => facts.signature(question, [], []),
  });
  try {
    const texts = readDataDirectory(dataDirectory).documents().flatMap(toChunks);
    const sentences = texts.flatMap(({ text }) => text.split(/(?<=[.;]) /));
    const random = numbers(1);
    const all = chunks(count, sentences, random);
    const before = performance.now();
    for (let at = 0; at < all.length; at += 500) await stores.knowledge.write.put(all.slice(at, at + 500));
    const perSecond = (1000 * count) / (performance.now() - before);
    const samples: number[] = [];
    const busy: number[] = [];
    for (let round = 0; round < 60; round++) {
      const text = (sentences[Math.floor(random() * sentences.length)] ?? "").slice(0, 120);
      const used = process.cpuUsage();
      const start = performance.now();
      await stores.knowledge.read.search({ text });
      const ms = performance.now() - start;
      const { user, system } = process.cpuUsage(used);
      if (round < 10) continue;
      samples.push(ms);
      busy.push((user + system) / 1000);
    }
    const p50 = median(samples);
    const query = row(
      `hybrid query, p50, ${count.toLocaleString("en")} chunks`,
      p50,
      "ms",
      bound,
      p50 <= bound,
    );
    return [
      // On a busy machine a query waits; this is what it takes.
      { ...query, floor: `${median(busy).toFixed(1)} ms of the processor` },
      row(`storing ${count.toLocaleString("en")} chunks`, perSecond, "chunks/s", 300, perSecond >= 300),
    ];
  } finally {
    await stores.close();
  }
}

/** Personal data looked for in 6,000 characters that hold some. */
function measurePii(): Row {
  const service = createPiiService();
  const text = "Il sig. Mario Rossi (RSSMRA85T10A562S, tel. 347 1234567) versa l'IVA con il modello F24. "
    .repeat(80)
    .slice(0, 6000);
  const samples: number[] = [];
  for (let round = 0; round < 40; round++) {
    const start = performance.now();
    service.anonymize(text, service.createVault());
    if (round >= 10) samples.push(performance.now() - start);
  }
  const ms = median(samples);
  return row("personal data in 6,000 characters", ms, "ms", 50, ms <= 50);
}

/** Search and storage at two sizes, and the search for personal data. */
export async function measureSearch(): Promise<readonly Row[]> {
  return [...(await measureQueries(10_000, 10)), ...(await measureQueries(100_000, 80)), measurePii()];
}
