import type { Citation } from "../golden/types.ts";
import type { Passage, PassagePlace } from "./types.ts";

/** The passages that a text names by their numbers, as in `[2]`; where it names none, those that somebody brought or a tool worked out for the question, or else all. */
function namedIn(text: string, passages: readonly Passage[]): readonly Passage[] {
  const numbers = new Set([...text.matchAll(/\[(\d{1,3})\]/g)].map(([, digits]) => Number(digits)));
  const named = passages.filter((_, index) => numbers.has(index + 1));
  if (named.length > 0) return named;
  const own = passages.filter(({ place, complete = false }) => place !== undefined || complete);
  return own.length > 0 ? own : passages;
}

/** One page of an attachment, with all the places in it that are cited. */
function pageCitation(title: string, place: PassagePlace, spans: NonNullable<Citation["spans"]>): Citation {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  const places = sorted.map(({ start, end }) => `${start}-${end}`).join(", ");
  const source = `pagina ${place.page}${places === "" ? "" : `, caratteri ${places}`}`;
  return { title, source, page: place.page, spans: sorted };
}

/**
 * What an answer on these passages rests on: each source once, in the order of the passages; of an attachment each page, with
 * the places in it. With the answer's text, only the passages that it names; a model was given them numbered from 1.
 */
export function citationsOf(passages: readonly Passage[], text = ""): Citation[] {
  const bySource = new Map<string, Citation>();
  for (const { title, source, place } of namedIn(text, passages)) {
    if (place === undefined) {
      bySource.set(`${title}\n${source}`, { title, source });
      continue;
    }
    const key = `${place.document}\n${place.page}`;
    const known = bySource.get(key)?.spans ?? [];
    const { span } = place;
    const isNew = span !== null && !known.some(({ start, end }) => start === span.start && end === span.end);
    bySource.set(key, pageCitation(title, place, isNew ? [...known, span] : known));
  }
  return [...bySource.values()];
}
