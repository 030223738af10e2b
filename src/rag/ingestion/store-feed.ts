import type { KnowledgeWriter, PutOutcome } from "../retrieval/types.ts";
import type { Ingestion } from "./create-ingestion.ts";
import { IngestionError } from "./ingestion-error.ts";
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

/** Progress, told once it is final: what is called stored is stored for good. `chunks` is 0 for what was stored before. */
export type IngestEvent =
  | { readonly kind: "found"; readonly total: number }
  | {
      readonly kind: "stored";
      readonly location: string;
      readonly outcome: PutOutcome;
      readonly chunks: number;
    }
  | ({ readonly kind: "failed" } & IngestionProblem);

/** Whether something was stored that was not there before. */
export function isNews(outcome: PutOutcome): boolean {
  return outcome === "added" || outcome === "changed";
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
  report: (event: IngestEvent) => void = () => {},
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
      const document_id = ingestion.idOf(place.location);
      if ((await knowledge.revisionOf(document_id)) === place.revision) {
        known++;
        report({ kind: "stored", location: place.location, outcome: "unchanged", chunks: 0 });
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
      report({
        kind: "stored",
        location: place.location,
        outcome,
        chunks: isNews(outcome) ? document.chunks.length : 0,
      });
    } catch (error) {
      signal.throwIfAborted();
      const problem = toProblem(item.link ?? item.id, error);
      problems.push(problem);
      report({ kind: "failed", ...problem });
      again ||= error instanceof IngestionError && error.transient;
    }
  }
  if (!again) ingestion.remember(feed);
  return { stored, known, problems };
}
