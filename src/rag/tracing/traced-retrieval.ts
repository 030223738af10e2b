import { RagstepError } from "../../diagnostics/errors.ts";
import type { Tracing } from "../../definition/tracing.ts";
import type { GoldenReader } from "../golden/types.ts";
import type { KnowledgeReader } from "../retrieval/types.ts";

/** One search as a span; what is searched for is not in it. */
async function retrieve<T>(
  tracing: Tracing,
  source: string,
  search: () => Promise<T>,
  hits: (found: T) => number,
): Promise<T> {
  const span = tracing.start(`retrieval ${source}`, "internal", {
    "gen_ai.operation.name": "retrieval",
    "gen_ai.data_source.id": source,
  });
  try {
    const found = await span.within(search);
    span.set({ "ragstep.retrieval.hits": hits(found) });
    return found;
  } catch (error) {
    span.fail(error instanceof RagstepError ? error.code : "retrieval-failed");
    throw error;
  } finally {
    span.end();
  }
}

/** Searches of the knowledge as spans. `source` is the store's name in the diagram. */
export function tracedKnowledge(
  reader: KnowledgeReader,
  source: string,
  tracing: Tracing | undefined,
): KnowledgeReader {
  if (tracing === undefined) return reader;
  return {
    search: (query) =>
      retrieve(
        tracing,
        source,
        () => reader.search(query),
        (found) => found.length,
      ),
    epoch: () => reader.epoch(),
  };
}

/** Searches for golden answers as spans. `source` is the store's name in the diagram. */
export function tracedGolden(
  reader: GoldenReader,
  source: string,
  tracing: Tracing | undefined,
): GoldenReader {
  if (tracing === undefined) return reader;
  return {
    matchSignature: (signature) =>
      retrieve(
        tracing,
        source,
        () => reader.matchSignature(signature),
        (found) => (found === null ? 0 : 1),
      ),
    matchSimilar: (question, options) =>
      retrieve(
        tracing,
        source,
        () => reader.matchSimilar(question, options),
        (found) => found.length,
      ),
    get: (id) => reader.get(id),
    list: () => reader.list(),
    epoch: () => reader.epoch(),
  };
}
