import type { GoldenProposal } from "../curation/types.ts";
import { knowledgeDelta } from "../golden/knowledge-delta.ts";
import type { GoldenEntry, GoldenReader } from "../golden/types.ts";
import type { KnowledgeHit, KnowledgeReader } from "../retrieval/types.ts";
import { isNews, type StoredDocument } from "./store-feed.ts";

/** Passages looked at for one golden answer. */
const lookedAt = 20;
/** Characters from which a text is long enough to answer a question. */
const shortestAnswer = 100;
/** Below it a source is not one to answer from. */
const leastAuthority = 0.6;
/** A question is worth an answer of its own while it is news. */
const recentMs = 30 * 24 * 3600 * 1000;

interface Readers {
  readonly golden: Pick<GoldenReader, "list">;
  readonly knowledge: Pick<KnowledgeReader, "search">;
}

/** How sure the rule is: a document that the answer itself cites says most. */
function confidenceOf(delta: { readonly cited: number; readonly shared_tags: number }): number {
  if (delta.cited > 0) return 0.9;
  return delta.shared_tags > 0 ? 0.75 : 0.7;
}

async function obsoleteRule(entry: GoldenEntry, { knowledge }: Readers, signal: AbortSignal) {
  const { question, updated_at } = entry;
  const hits = await knowledge.search({ text: question, since: updated_at, limit: lookedAt, signal });
  const delta = knowledgeDelta(entry, hits);
  if (!delta.overtakes) return [];
  // The passages that overtake one by one: the proposal names what to read.
  const documents = hits.filter((hit) => knowledgeDelta(entry, [hit]).overtakes);
  const proposal: GoldenProposal = {
    kind: "obsolete",
    rule: "newer-knowledge",
    reason: `Knowledge about it changed on ${delta.latest ?? ""}, after the answer was confirmed on ${updated_at}.`,
    document_ids: [...new Set(documents.map((hit) => hit.document_id))].toSorted(),
    confidence: confidenceOf(delta),
    faq_id: entry.id,
  };
  return [proposal];
}

function firstPassage(hits: readonly KnowledgeHit[], id: string): KnowledgeHit | undefined {
  return hits.find((hit) => hit.document_id === id);
}

/** A document whose title asks a question answers it in its text. */
async function questionRule(
  document: StoredDocument,
  { knowledge }: Readers,
  now: number,
  signal: AbortSignal,
) {
  const { document_id, title, location, outcome, updated_at } = document;
  if (!isNews(outcome) || !/\?\s*$/.test(title) || Date.parse(updated_at) < now - recentMs) return [];
  const hits = await knowledge.search({ text: title, limit: lookedAt, signal });
  const passage = firstPassage(hits, document_id);
  if (passage === undefined || passage.text.length < shortestAnswer || passage.authority < leastAuthority)
    return [];
  const proposal: GoldenProposal = {
    kind: "answer",
    rule: "question-in-title",
    reason: `The document ${location} asks the question in its title and answers it.`,
    document_ids: [document_id],
    confidence: Math.round(passage.authority * passage.quality * 100) / 100,
    question: title.trim(),
    answer: passage.text,
    citations: [{ title, source: location, document_id }],
    category: passage.tags[0] ?? "general",
    tags: passage.tags,
  };
  return [proposal];
}

/**
 * What the knowledge says about the golden set. Obsolete: an answer that newer knowledge overtakes, by the rule that keeps it
 * from being served. All knowledge newer than an answer counts, not only that of one run, so a run that was cut off before
 * this point loses nothing. New: a question that a recent document of good standing asks in its title.
 */
export async function evaluateGolden(
  documents: readonly StoredDocument[],
  readers: Readers,
  { now, signal }: { readonly now: number; readonly signal: AbortSignal },
): Promise<readonly GoldenProposal[]> {
  const proposals: GoldenProposal[] = [];
  for (const entry of await readers.golden.list()) {
    signal.throwIfAborted();
    proposals.push(...(await obsoleteRule(entry, readers, signal)));
  }
  for (const document of documents) proposals.push(...(await questionRule(document, readers, now, signal)));
  return proposals;
}
