/** What a question states, taken out of its wording. Spans are UTF-16 offsets in the question. */
export interface AtomicFact {
  readonly kind:
    "money" | "percentage" | "date" | "period" | "entity" | "profession" | "place" | "law" | "tax_code";
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A fact in one spelling: `1500.00 EUR`, `22%`, `2026-03-16`, `2025-Q1`, `DPR 633/1972 art. 10`. */
export interface CanonicalFact extends AtomicFact {
  readonly value: string;
}

export interface FactService {
  extract(text: string): readonly AtomicFact[];
  canonicalize(facts: readonly AtomicFact[]): readonly CanonicalFact[];
  /** SHA-256 (hex) over the question's sorted stems and the canonical facts: equal questions, equal signature; never constant for different questions. */
  signature(question: string, facts: readonly CanonicalFact[], attachment_hashes: readonly string[]): string;
}
