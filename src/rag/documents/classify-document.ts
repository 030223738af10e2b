import { fold } from "../language/words.ts";
import { documentMarks } from "./document-marks.ts";
import type { ClassifiedDocument, DocumentKind, DocumentText, DocumentType } from "./types.ts";
import { readXmlRoot } from "./xml-root.ts";

/** Roots of an electronic invoice: ordinary and simplified. */
export const invoiceRoots: ReadonlySet<string> = new Set([
  "FatturaElettronica",
  "FatturaElettronicaSemplificata",
]);

const certain = 3;
/** Below it a document is taken for none of the types. */
const leastConfidence = 0.35;

interface Verdict {
  readonly type: DocumentType;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly string[];
}

/**
 * Which type a text is of, by the words that it holds. Confidence is the weight found, 3 being certain, less half of the
 * share that the second best type has of the best one's; `Other` is as certain as the best type is not.
 */
export function classifyText(text: string): Verdict {
  const folded = fold(text).replaceAll(/\s+/g, " ");
  const found = documentMarks
    .map(({ type, marks }) => {
      const seen = marks.filter(([words]) => folded.includes(words));
      return {
        type,
        weight: seen.reduce((sum, [, weight]) => sum + weight, 0),
        evidence: seen.map(([words]) => words),
      };
    })
    .toSorted((a, b) => b.weight - a.weight);
  const [best, second] = found;
  if (best === undefined || best.weight === 0) return { type: "Other", confidence: 1, evidence: [] };
  const rivalry = 1 - (0.5 * (second?.weight ?? 0)) / best.weight;
  const confidence = Math.round(Math.min(1, best.weight / certain) * rivalry * 100) / 100;
  return confidence < leastConfidence
    ? { type: "Other", confidence: Math.round((1 - confidence) * 100) / 100, evidence: best.evidence }
    : { type: best.type, confidence, evidence: best.evidence };
}

/** Which type a document is of: an electronic invoice by its root element, the others by their words. */
export function classifyDocument(
  file: { readonly hash: string; readonly kind: DocumentKind },
  text: DocumentText,
): ClassifiedDocument {
  const whole = text.pages.map((page) => page.text).join("\n");
  const root = text.method === "xml" ? readXmlRoot(whole) : null;
  if (root !== null && invoiceRoots.has(root)) {
    const format = /\bversione\s*=\s*["']([A-Z0-9]{3,6})["']/.exec(whole.slice(0, 2000))?.[1];
    const evidence = [`elemento radice ${root}`, ...(format === undefined ? [] : [`versione ${format}`])];
    return { hash: file.hash, type: "Fattura XML", confidence: 1, evidence };
  }
  const verdict = classifyText(whole);
  // Characters that were guessed make words that were guessed.
  const confidence = Math.round(verdict.confidence * text.confidence * 100) / 100;
  return { hash: file.hash, ...verdict, confidence };
}
