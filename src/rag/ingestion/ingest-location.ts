import { stat } from "node:fs/promises";
import { resolve } from "node:path";

import { UsageError } from "../../diagnostics/errors.ts";
import type { KnowledgeWriter } from "../retrieval/types.ts";
import type { Ingestion } from "./create-ingestion.ts";
import { findDocuments } from "./find-documents.ts";
import { IngestionError } from "./ingestion-error.ts";
import { isWebAddress } from "./read-file.ts";
import { type IngestEvent, storeFeed, toProblem } from "./store-feed.ts";
import { type DocumentMarks, storeFile } from "./store-file.ts";
import type { ReadFeed } from "./types.ts";

export interface IngestMeans {
  readonly ingestion: Ingestion;
  readonly knowledge: Pick<KnowledgeWriter, "putDocument" | "revisionOf">;
  readonly signal: AbortSignal;
  readonly report: (event: IngestEvent) => void;
}

async function filesAt(path: string): Promise<readonly string[]> {
  try {
    if ((await stat(path)).isFile()) return [path];
    return await findDocuments(path);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown reason";
    throw new UsageError("ingest-unreadable", `\`${path}\` cannot be read (${code}).`, {
      hint: "ragstep ingest ./documents",
      cause,
    });
  }
}

async function ingestOne(location: string, marks: DocumentMarks, means: IngestMeans): Promise<void> {
  const { ingestion, signal, report } = means;
  try {
    const stored = await storeFile(await ingestion.fetch(location, signal), marks, means, signal);
    report({ kind: "stored", location, ...stored });
  } catch (error) {
    signal.throwIfAborted();
    report({ kind: "failed", ...toProblem(location, error) });
  }
}

/** The feed at an address; null when there is something else, or something too large for a feed. */
async function feedAt(location: string, marks: DocumentMarks, means: IngestMeans): Promise<ReadFeed | null> {
  try {
    const source = { name: location, location, monitor: "news", ...marks, tags: [...marks.tags] };
    return await means.ingestion.readFeed(source, means.signal);
  } catch (error) {
    if (error instanceof IngestionError && (error.code === "feed-invalid" || error.code === "too-large"))
      return null;
    throw error;
  }
}

async function ingestAddress(location: string, marks: DocumentMarks, means: IngestMeans): Promise<void> {
  const { signal, report } = means;
  let feed: ReadFeed | null;
  try {
    feed = await feedAt(location, marks, means);
  } catch (error) {
    signal.throwIfAborted();
    report({ kind: "found", total: 1 });
    report({ kind: "failed", ...toProblem(location, error) });
    return;
  }
  report({ kind: "found", total: feed?.items.length ?? 1 });
  if (feed === null) await ingestOne(location, marks, means);
  else await storeFeed(feed, means, signal, report);
}

/**
 * Takes in a folder with all below it, one file, a page or a feed, document by document. What was reported as stored is
 * stored for good, and what is stored in this form already is not read again: a run that was cut off is simply run again.
 * Throws a `UsageError` for a path that cannot be read, and the signal's reason when aborted.
 */
export async function ingestLocation(
  location: string,
  marks: DocumentMarks,
  means: IngestMeans,
): Promise<void> {
  if (isWebAddress(location)) return ingestAddress(location, marks, means);
  const files = await filesAt(resolve(location));
  means.report({ kind: "found", total: files.length });
  for (const file of files) {
    means.signal.throwIfAborted();
    await ingestOne(file, marks, means);
  }
}
