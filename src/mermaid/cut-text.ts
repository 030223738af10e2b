import type { Span } from "../text/source-file.ts";

/**
 * A text with pieces taken out of the original, and the way back: piece `i` starts at `starts[i]` of `text` and at
 * `origins[i]` of the original. Mermaid removes comments and directives before it reads, even inside labels, so the reader
 * works on what is left while every span still points into the file.
 */
export interface CutText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly origins: readonly number[];
}

/** The whole of a text, nothing cut yet. */
export function uncut(text: string): CutText {
  return { text, starts: [0], origins: [0] };
}

/** Takes out ranges of `from.text`; they must be sorted and apart. */
export function cut(from: CutText, ranges: readonly Span[]): CutText {
  if (ranges.length === 0) return from;
  const starts: number[] = [];
  const origins: number[] = [];
  const kept: string[] = [];
  let length = 0;
  let piece = 0;
  const keep = (start: number, end: number): void => {
    if (start >= end) return;
    while ((from.starts[piece + 1] ?? Infinity) <= start) piece++;
    kept.push(from.text.slice(start, end));
    for (let at = start; at < end;) {
      starts.push(length);
      origins.push((from.origins[piece] ?? 0) + at - (from.starts[piece] ?? 0));
      const stop = Math.min(end, from.starts[piece + 1] ?? Infinity);
      length += stop - at;
      at = stop;
      if (at < end) piece++;
    }
  };
  let at = 0;
  for (const range of ranges) {
    keep(at, range.start);
    at = range.end;
  }
  keep(at, from.text.length);
  return {
    text: kept.join(""),
    starts: starts.length > 0 ? starts : [0],
    origins: origins.length > 0 ? origins : [0],
  };
}

/** Offset in the original of an offset in the cut text. */
export function originOf({ starts, origins }: CutText, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return (origins[low] ?? 0) + offset - (starts[low] ?? 0);
}

/** A range of the cut text as a span of the original, pieces cut inside it included, pieces cut at its ends not. */
export function originSpan(from: CutText, start: number, end: number): Span {
  if (from.starts.length === 1) {
    const shift = from.origins[0] ?? 0;
    return { start: start + shift, end: end + shift };
  }
  const first = originOf(from, start);
  return { start: first, end: end > start ? originOf(from, end - 1) + 1 : first };
}
