import type { PiiService, PiiVault } from "../pii/types.ts";
import type { Turn } from "../request/types.ts";

/** A conversation without personal data, and what was found in it. */
export interface AnonymizedTurns {
  readonly turns: Turn[];
  /** Kinds of personal data, each once, in alphabetical order. */
  readonly types: string[];
  /** How many places were replaced. */
  readonly count: number;
}

/** Replaces the personal data of every turn, whoever wrote it. The originals go into the vault. */
export function anonymizeTurns(turns: readonly Turn[], pii: PiiService, vault: PiiVault): AnonymizedTurns {
  const types = new Set<string>();
  let count = 0;
  const anonymized = turns.map(({ role, content }) => {
    const { text, matches } = pii.anonymize(content, vault);
    for (const { type } of matches) types.add(type);
    count += matches.length;
    return { role, content: text };
  });
  return { turns: anonymized, types: [...types].toSorted(), count };
}
