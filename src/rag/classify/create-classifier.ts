import { actionTerms, domainTerms } from "./keywords.ts";
import { classificationPrompt, parseClassification } from "./model-classification.ts";
import { indexTerms, scoreTerms, wordsToScore, type Score, type TermIndex } from "./score-terms.ts";
import {
  actions,
  domains,
  type Action,
  type Classification,
  type ClassifierService,
  type Domain,
  type DomainScores,
} from "./types.ts";

function indicesOf<Name extends string>(
  names: readonly Name[],
  terms: Readonly<Record<Name, Parameters<typeof indexTerms>[0]>>,
): ReadonlyMap<Name, TermIndex> {
  return new Map(names.map((name) => [name, indexTerms(terms[name])]));
}

interface Ranking<Name extends string> {
  readonly best: Name;
  readonly confidence: number;
  readonly scores: ReadonlyMap<Name, Score>;
}

/** Best first in the order of the names; the confidence is the best score, halved at most by a runner-up as good. */
function rank<Name extends string>(scores: ReadonlyMap<Name, Score>, fallback: Name): Ranking<Name> {
  const sorted = [...scores].toSorted(([, a], [, b]) => b.value - a.value);
  const [best, second] = sorted;
  if (best === undefined || best[1].value === 0) return { best: fallback, confidence: 0, scores };
  const margin = (best[1].value - (second?.[1].value ?? 0)) / best[1].value;
  return { best: best[0], confidence: best[1].value * (0.5 + 0.5 * Math.sqrt(margin)), scores };
}

/**
 * Classifies by Italian terms and their stems.
 *
 * Score of a field or action: `w / (w + 1)`, `w` the sum of its matching terms' weights (see `scoreTerms`).
 * Confidence in the best one: `score × (0.5 + 0.5 × √margin)`, margin the lead over the second as a share of the best.
 * Confidence of a classification: `domain confidence × (0.8 + 0.2 × action score)`; 0 when no term of any field matches.
 */
export function createClassifier(): ClassifierService {
  const domainIndices = indicesOf(domains, domainTerms);
  const actionIndices = indicesOf(actions, actionTerms);

  function rankings(text: string) {
    const words = wordsToScore(text);
    const score = <Name extends string>(indices: ReadonlyMap<Name, TermIndex>): ReadonlyMap<Name, Score> =>
      new Map([...indices].map(([name, index]) => [name, scoreTerms(words, index)]));
    return {
      domain: rank(score(domainIndices), "tax"),
      action: rank(score(actionIndices), "information_request"),
    };
  }

  function byRules(text: string): Classification {
    const { domain, action } = rankings(text);
    const domainTermsFound = domain.scores.get(domain.best)?.terms ?? [];
    const actionScore = action.scores.get(action.best);
    const reasons = [
      domainTermsFound.length === 0 ? "no term of a field" : `field: ${domainTermsFound.join(", ")}`,
      actionScore === undefined || actionScore.terms.length === 0
        ? "no term of a kind of request"
        : `request: ${actionScore.terms.join(", ")}`,
    ];
    return {
      domain: domain.best,
      action: action.best,
      confidence: domain.confidence * (0.8 + 0.2 * (actionScore?.value ?? 0)),
      source: "rules",
      reasoning: reasons.join("; "),
    };
  }

  function scores(text: string): DomainScores {
    const { domain, action } = rankings(text);
    const ofDomain = (name: Domain): number => domain.scores.get(name)?.value ?? 0;
    const ofAction = (name: Action): number => action.scores.get(name)?.value ?? 0;
    return {
      domain_scores: {
        tax: ofDomain("tax"),
        labor: ofDomain("labor"),
        accounting: ofDomain("accounting"),
        business: ofDomain("business"),
        legal: ofDomain("legal"),
      },
      action_scores: {
        information_request: ofAction("information_request"),
        calculation_request: ofAction("calculation_request"),
        document_analysis: ofAction("document_analysis"),
        compliance_check: ofAction("compliance_check"),
        document_generation: ofAction("document_generation"),
        strategic_advice: ofAction("strategic_advice"),
      },
      best_domain: domain.best,
      best_action: action.best,
      domain_confidence: domain.confidence,
      action_confidence: action.confidence,
    };
  }

  return { byRules, scores, prompt: classificationPrompt, parse: parseClassification };
}
