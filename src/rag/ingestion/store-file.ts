import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";

import type { KnowledgeWriter, PutOutcome } from "../retrieval/types.ts";
import type { FoundBytes, Ingestion } from "./create-ingestion.ts";
import { isWebAddress } from "./read-file.ts";
import { isNews } from "./store-feed.ts";

/** Given to every document that is taken in. */
export interface DocumentMarks {
  readonly tags: readonly string[];
  /** 0 to 1. */
  readonly authority: number;
}

export interface StoredFile {
  readonly outcome: PutOutcome;
  /** Passages that were stored; 0 when nothing was. */
  readonly chunks: number;
}

function titleOf(location: string): string {
  return isWebAddress(location) ? location : basename(location, extname(location));
}

/** Stores a file or page that was read. When this resolves, it is stored for good. Throws `IngestionError`s. */
export async function storeFile(
  found: FoundBytes,
  marks: DocumentMarks,
  means: {
    readonly ingestion: Ingestion;
    readonly knowledge: Pick<KnowledgeWriter, "putDocument" | "revisionOf">;
  },
  signal: AbortSignal,
): Promise<StoredFile> {
  const { ingestion, knowledge } = means;
  const { bytes, location } = found;
  const revision = createHash("sha256").update(bytes).digest("hex");
  // The bytes are those of the last time: reading them again would change nothing.
  if ((await knowledge.revisionOf(ingestion.idOf(location))) === revision)
    return { outcome: "unchanged", chunks: 0 };
  const updated_at = isWebAddress(location) ? null : (await stat(location)).mtime.toISOString();
  const document = await ingestion.describe(
    { ...found, ...marks, revision, title: titleOf(location), updated_at },
    signal,
  );
  const outcome = await knowledge.putDocument(document);
  return { outcome, chunks: isNews(outcome) ? document.chunks.length : 0 };
}
