import type { GoldenMatch } from "../golden/types.ts";
import type { Passage } from "../llm/types.ts";
import type { KnowledgeHit } from "../retrieval/types.ts";
import type { ToolFinding } from "./run-calls.ts";

/** Passages as a model reads them: numbered, each with title and source. */
function listPassages(passages: readonly Passage[]): string {
  return passages
    .map(({ title, source, text }, index) => `[${index + 1}] ${title} (${source})\n${text}`)
    .join("\n\n");
}

/** What the knowledge base holds on a query. */
export function describeHits(hits: readonly KnowledgeHit[]): ToolFinding {
  const passages = hits.map(({ id, title, text, source, score }) => ({ id, title, text, source, score }));
  const content =
    passages.length === 0 ? "Nessun passo trovato nella base di conoscenza." : listPassages(passages);
  return { content, passages, count: hits.length };
}

/** Which golden answers are like a question. */
export function describeMatches(matches: readonly GoldenMatch[]): ToolFinding {
  const passages = matches.map((match) => ({
    id: `faq:${match.faq_id}`,
    title: match.question,
    text: match.answer,
    source: match.citations.map(({ title }) => title).join("; ") || `FAQ ${match.faq_id}`,
    score: match.similarity_score,
  }));
  const content =
    passages.length === 0 ? "Nessuna risposta verificata a una domanda simile." : listPassages(passages);
  return { content, passages, count: matches.length };
}
