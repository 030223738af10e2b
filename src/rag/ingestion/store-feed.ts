import type { KnowledgeWriter, PutOutcome } from "../retrieval/types.ts";
import type { Ingestion } from "./create-ingestion.ts";
import { IngestionError } from "./ingestion-error.ts";
import { documentId } from "./to-document.ts";
import type { ReadFeed } from "./types.ts";

/** A document that is stored. */
export interface StoredDocument {
  readonly document_id: string;
  readonly title: string;
  readonly location: string;
  readonly updated_at: string;
  readonly outcome: PutOutcome;
  readonly chunks: number;
}

/** What could not be taken in. */
export interface IngestionProblem {
  readonly location: string;
  readonly code: string;
  readonly message: string;
}

/** Says what failed, or throws what is no failure of a source. */
export function toProblem(location: string, error: unknown): IngestionProblem {
  if (!(error instanceof IngestionError)) throw error;
  return { location, code: error.code, message: error.message };
}

export interface FeedOutcome {
  readonly stored: readonly StoredDocument[];
  /** Items that were stored in this revision before. */
  readonly known: number;
  readonly problems: readonly IngestionProblem[];
}

/**
 * Stores what a feed names, item by item: what is stored stays stored when a later item fails or the process ends. The
 * feed's version is remembered only when nothing is left that may succeed later.
 */
export async function storeFeed(
  feed: ReadFeed,
  means: {
    readonly ingestion: Ingestion;
    readonly knowledge: Pick<KnowledgeWriter, "putDocument" | "revisionOf">;
  },
  signal: AbortSignal,
): Promise<FeedOutcome> {
  const { ingestion, knowledge } = means;
  const stored: StoredDocument[] = [];
  const problems: IngestionProblem[] = [];
  let known = 0;
  let again = false;
  for (const item of feed.items) {
    signal.throwIfAborted();
    try {
      const place = await ingestion.placeOf(feed.source, item);
      const document_id = documentId(place.location);
      if ((await knowledge.revisionOf(document_id)) === place.revision) {
        known++;
        continue;
      }
      const document = await ingestion.readItem(feed.source, item, place, signal);
      const outcome = await knowledge.putDocument(document);
      const [first] = document.chunks;
      stored.push({
        document_id,
        title: first?.title ?? item.title,
        location: place.location,
        updated_at: first?.updated_at ?? "",
        outcome,
        chunks: document.chunks.length,
      });
    } catch (error) {
      signal.throwIfAborted();
      problems.push(toProblem(item.link ?? item.id, error));
      again ||= error instanceof IngestionError && error.transient;
    }
  }
  if (!again) ingestion.remember(feed);
  return { stored, known, problems };
}
