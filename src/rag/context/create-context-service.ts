import type { CanonicalFact } from "../facts/types.ts";
import type { KnowledgeHit } from "../retrieval/types.ts";
import { splitSentences } from "./sentences.ts";
import { estimateTokens } from "./token-estimate.ts";
import type { BuiltContext, ContextCitation, ContextInput, ContextService } from "./types.ts";

const factNames: Readonly<Record<CanonicalFact["kind"], string>> = {
  money: "importo",
  percentage: "percentuale",
  date: "data",
  period: "periodo",
  entity: "soggetto",
  profession: "attività",
  place: "luogo",
  law: "norma",
  tax_code: "codice",
};

/** Of a document that does not fit, at least this much must: less would be a quotation out of its context. */
const leastTokens = 40;

/** The text so far and what is left of the budget, in estimated tokens. */
class Budget {
  readonly #limit: number;
  #text = "";

  constructor(limit: number) {
    this.#limit = limit;
  }

  get text(): string {
    return this.#text;
  }

  /** Appends after a separator, if it fits. */
  add(part: string, separator: string): boolean {
    const longer = this.#text === "" ? part : this.#text + separator + part;
    if (estimateTokens(longer) > this.#limit) return false;
    this.#text = longer;
    return true;
  }

  /** The tokens that are left after one more blank line. */
  get left(): number {
    return this.#limit - estimateTokens(`${this.#text}\n\n`);
  }
}

/** Adds a titled list with as many of its lines as fit; returns how many did. */
function addList(budget: Budget, title: string, lines: readonly string[]): number {
  const [first, ...rest] = lines;
  if (first === undefined || !budget.add(`${title}\n- ${first}`, "\n\n")) return 0;
  let count = 1;
  for (const line of rest) {
    if (!budget.add(`- ${line}`, "\n")) break;
    count++;
  }
  return count;
}

/** Whole sentences from the beginning that fit beside the heading; undefined when too little would be left. */
function shortened(heading: string, text: string, tokens: number): string | undefined {
  let kept = "";
  for (const sentence of splitSentences(text)) {
    if (estimateTokens(`${heading}\n${kept}${sentence.trimEnd()} […]`) > tokens) break;
    kept += sentence;
  }
  return estimateTokens(kept) < leastTokens ? undefined : `${heading}\n${kept.trimEnd()} […]`;
}

function addPassage(budget: Budget, marker: string, hit: KnowledgeHit): boolean {
  const heading = `[${marker}] ${hit.title} (${hit.source}, aggiornato al ${hit.updated_at.slice(0, 10)})`;
  if (budget.add(`${heading}\n${hit.text.trim()}`, "\n\n")) return true;
  const short = shortened(heading, hit.text.trim(), budget.left);
  return short !== undefined && budget.add(short, "\n\n");
}

/**
 * Quality, 0 to 1: 0.6 × best hit's score + 0.3 × mean score of the hits used + 0.1 × (hits used / 3, at most 1); at
 * least 0.5 with facts of a document; at least the similarity of a golden answer that is in the context.
 */
function qualityOf(
  used: readonly KnowledgeHit[],
  input: ContextInput,
  distribution: BuiltContext["distribution"],
): number {
  const scores = used.map(({ score }) => Math.min(1, Math.max(0, score)));
  const mean = scores.length === 0 ? 0 : scores.reduce((sum, one) => sum + one, 0) / scores.length;
  const found = 0.6 * Math.max(0, ...scores) + 0.3 * mean + 0.1 * Math.min(1, used.length / 3);
  const document = distribution.document_facts > 0 ? 0.5 : 0;
  const golden = distribution.golden > 0 ? (input.golden?.similarity_score ?? 0) : 0;
  return Math.min(1, Math.max(found, document, golden));
}

function build(input: ContextInput): BuiltContext {
  const budget = new Budget(input.max_tokens ?? 1500);
  const facts = addList(
    budget,
    "Dati della domanda:",
    input.facts.map(({ kind, value }) => `${factNames[kind]}: ${value}`),
  );
  const documentFacts = addList(budget, "Dati dei documenti allegati:", input.document_facts ?? []);
  const golden =
    input.golden !== undefined &&
    budget.add(
      `Risposta già verificata (al ${input.golden.updated_at.slice(0, 10)}), da aggiornare se le fonti sono più recenti:\n${input.golden.answer.trim()}`,
      "\n\n",
    );

  const used: KnowledgeHit[] = [];
  const citations: ContextCitation[] = [];
  for (const hit of input.hits) {
    if (used.some(({ id }) => id === hit.id)) continue;
    const marker = String(used.length + 1);
    // A shorter one further down may still fit, so a passage that does not is passed over.
    if (!addPassage(budget, marker, hit)) continue;
    used.push(hit);
    citations.push({
      marker: `[${marker}]`,
      id: hit.id,
      document_id: hit.document_id,
      title: hit.title,
      source: hit.source,
    });
  }
  const distribution = { facts, kb_docs: used.length, golden: golden ? 1 : 0, document_facts: documentFacts };
  return {
    text: budget.text,
    token_count: estimateTokens(budget.text),
    used: used.map(({ id }) => id),
    citations,
    quality: qualityOf(used, input, distribution),
    distribution,
  };
}

/** Puts facts, documents' facts, a golden answer and passages into one text within a budget of tokens, in that order. */
export function createContextService(): ContextService {
  return { build };
}
