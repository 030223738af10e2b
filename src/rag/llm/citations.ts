import type { Citation } from "../golden/types.ts";
import type { Passage } from "./types.ts";

/** What an answer on these passages rests on: each source once, in the order of the passages. */
export function citationsOf(passages: readonly Passage[]): Citation[] {
  const bySource = new Map(passages.map(({ title, source }) => [`${title}\n${source}`, { title, source }]));
  return [...bySource.values()];
}
