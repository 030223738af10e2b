import type { Classification } from "#rag/classify/types.ts";

/** A classification of a tax question with this confidence. */
export function classification(confidence: number, change: Partial<Classification> = {}): Classification {
  return {
    domain: "tax",
    action: "information_request",
    confidence,
    source: "rules",
    reasoning: "test",
    ...change,
  };
}
