import type { Citation } from "../golden/types.ts";
import type { Passage } from "./types.ts";

/** The passages that a text names by their numbers, as in `[2]`; all of them where it names none. */
function namedIn(text: string, passages: readonly Passage[]): readonly Passage[] {
  const numbers = new Set([...text.matchAll(/\[(\d{1,3})\]/g)].map(([, digits]) => Number(digits)));
  const named = passages.filter((_, index) => numbers.has(index + 1));
  return named.length > 0 ? named : passages;
}

/**
 * What an answer on these passages rests on: each source once, in the order of the passages. With the answer's text, only
 * the passages that it names; a model was given them numbered from 1.
 */
export function citationsOf(passages: readonly Passage[], text = ""): Citation[] {
  const bySource = new Map(
    namedIn(text, passages).map(({ title, source }) => [`${title}\n${source}`, { title, source }]),
  );
  return [...bySource.values()];
}
