import type { PlacedWord } from "../types.ts";

/** No column is further right, whatever the coordinates say. */
const maxColumn = 300;
/** Gaps in widths of a character: below the first two pieces are one word, from the second on they are columns. */
const wordGap = 0.15;
const columnGap = 1.9;

function median(values: readonly number[], fallback: number): number {
  const sorted = values.filter((value) => value > 0).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? fallback;
}

function middle(word: PlacedWord): number {
  return word.y + word.h / 2;
}

/** Words whose middles are at one height, from top to bottom, each line from left to right. */
function toLines(words: readonly PlacedWord[], height: number): readonly (readonly PlacedWord[])[] {
  const lines: { middle: number; words: PlacedWord[] }[] = [];
  for (const word of words.toSorted((a, b) => middle(a) - middle(b))) {
    const last = lines.at(-1);
    if (last === undefined || middle(word) - last.middle > height * 0.55) {
      lines.push({ middle: middle(word), words: [word] });
    } else {
      last.words.push(word);
      // Scanned lines slope: the line follows its words.
      last.middle += (middle(word) - last.middle) * 0.4;
    }
  }
  return lines.map((line) => line.words.toSorted((a, b) => a.x - b.x));
}

function writeLine(words: readonly PlacedWord[], left: number, width: number): string {
  let line = "";
  let end = left;
  for (const word of words) {
    const gap = (word.x - end) / width;
    if (line !== "" && gap < wordGap) line += word.text;
    else if (line !== "" && gap < columnGap) line += ` ${word.text}`;
    else {
      const column = Math.min(maxColumn, Math.round((word.x - left) / width));
      line = line.padEnd(line === "" ? column : Math.max(column, line.length + 2)) + word.text;
    }
    end = Math.max(end, word.x + word.w);
  }
  return line.trimEnd();
}

/**
 * Writes placed words as they stand on the page: one line of text a line, columns kept by spaces as on a typewriter, so
 * that an amount stands below the head of its column. A taller gap between lines becomes an empty line.
 */
export function layOutWords(words: readonly PlacedWord[]): string {
  const visible = words.filter((word) => word.text.trim() !== "");
  if (visible.length === 0) return "";
  const height = median(
    visible.map((word) => word.h),
    10,
  );
  const width = median(
    visible.filter((word) => word.text.length > 2).map((word) => word.w / word.text.length),
    height / 2,
  );
  const left = visible.reduce((least, word) => Math.min(least, word.x), Infinity);
  const lines = toLines(visible, height);
  const out: string[] = [];
  let bottom = Infinity;
  for (const line of lines) {
    const top = line.reduce((least, word) => Math.min(least, word.y), Infinity);
    if (top - bottom > height * 1.2) out.push("");
    out.push(writeLine(line, left, width));
    bottom = line.reduce((most, word) => Math.max(most, word.y + word.h), -Infinity);
  }
  return out.join("\n");
}
