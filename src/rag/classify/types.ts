export const domains = ["tax", "labor", "accounting", "business", "legal"] as const;
export type Domain = (typeof domains)[number];

export const actions = [
  "information_request",
  "calculation_request",
  "document_analysis",
  "compliance_check",
  "document_generation",
  "strategic_advice",
] as const;
export type Action = (typeof actions)[number];

export interface Classification {
  readonly domain: Domain;
  readonly action: Action;
  /** 0 to 1. */
  readonly confidence: number;
  readonly source: "rules" | "llm";
  readonly reasoning: string;
}

export interface DomainScores {
  readonly domain_scores: Readonly<Record<Domain, number>>;
  readonly action_scores: Readonly<Record<Action, number>>;
  readonly best_domain: Domain;
  readonly best_action: Action;
  readonly domain_confidence: number;
  readonly action_confidence: number;
}

export interface ClassifierService {
  /** By Italian keywords and their stems. Confidence 0 when nothing matches. */
  byRules(text: string): Classification;
  scores(text: string): DomainScores;
  /** The messages that ask a model for a classification, and the reader of its answer (null when it is not one). */
  prompt(text: string): readonly { readonly role: "system" | "user"; readonly content: string }[];
  parse(answer: string): Classification | null;
}
