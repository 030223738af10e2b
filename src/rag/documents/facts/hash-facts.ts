import { createHash } from "node:crypto";

import type { DocumentFact } from "../document-facts.ts";

/** SHA-256 (hex) of facts in their order: the same reading of a document gives the same one. */
export function hashFacts(facts: readonly DocumentFact[]): string {
  const told = facts.map(({ id, value, page, span, confidence }) => [id, value, page, span, confidence]);
  return createHash("sha256").update(JSON.stringify(told)).digest("hex");
}
