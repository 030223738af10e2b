import { splitSentences } from "../context/sentences.ts";

export interface ChunkSize {
  /** Characters in one chunk at most. */
  readonly chunk_characters: number;
  /** Characters at most that a chunk repeats of the one before, in whole sentences. */
  readonly overlap_characters: number;
}

/** A sentence that alone is too long (a table, a list without points) is cut at its blanks. */
function pieces(sentence: string, longest: number): readonly string[] {
  const cut: string[] = [];
  let rest = sentence;
  while (rest.trim().length > longest) {
    const blank = rest.lastIndexOf(" ", longest);
    // Never between the halves of one character.
    const hard = /[\uD800-\uDBFF]/.test(rest.charAt(longest - 1)) ? longest - 1 : longest;
    const at = blank > 0 ? blank + 1 : hard;
    cut.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  if (rest.trim() !== "") cut.push(rest);
  return cut;
}

/**
 * Cuts a text into chunks at the ends of sentences. Each chunk begins with the last sentences of the one before, as many as
 * fit into the overlap, so that what stands at a border can be found with what it belongs to.
 */
export function cutChunks(text: string, size: ChunkSize): readonly string[] {
  const { chunk_characters: longest, overlap_characters: overlap } = size;
  const sentences = splitSentences(text.trim()).flatMap((sentence) => pieces(sentence, longest));
  const chunks: string[] = [];
  let current: string[] = [];
  let length = 0;
  for (const sentence of sentences) {
    if (length > 0 && length + sentence.trimEnd().length > longest) {
      chunks.push(current.join("").trim());
      const room = Math.min(overlap, longest - sentence.trimEnd().length);
      let kept = 0;
      let from = current.length;
      while (from > 0 && kept + (current[from - 1] ?? "").length <= room)
        kept += (current[--from] ?? "").length;
      // A chunk that only repeats would never end.
      current = from === 0 ? [] : current.slice(from);
      length = from === 0 ? 0 : kept;
    }
    current.push(sentence);
    length += sentence.length;
  }
  if (current.length > 0) chunks.push(current.join("").trim());
  return chunks.filter((chunk) => chunk !== "");
}
