/** A point after one of these ends no sentence, nor does one after a single letter or a number (`art. 10`, `D.P.R.`, `1. 2.`). */
const abbreviations =
  /(?:^|[\s('])(?:art|artt|comma|co|lett|n|nn|pag|par|cfr|es|ecc|sig|dott|avv|ing|prof|rag|spett|gent|s|p|r|l|c|d|lgs|dpr|dl|dm|cod|civ|proc|pen|cost|circ|ris|reg|dir|tab|all|max|min|prec|succ|sez|ord)$/i;

function endsSentence(text: string, point: number, next: number): boolean {
  const mark = text.charAt(point);
  if (mark === "\n") return true;
  const follower = text.charAt(next);
  if (follower !== "" && follower === follower.toLowerCase() && follower !== follower.toUpperCase())
    return false;
  if (mark !== ".") return true;
  const before = text.slice(Math.max(0, point - 12), point);
  return !abbreviations.test(before) && !/(?:^|[\s.(])(?:[\p{L}]|[0-9]{1,2})$/u.test(before);
}

/** Splits a text at the ends of its sentences; joined again, the parts are the text. Blanks belong to the sentence before them. */
export function splitSentences(text: string): readonly string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.!?;]+["»”)]*\s+|\n\s*/g)) {
    const next = match.index + match[0].length;
    const point = match[0].startsWith("\n") ? match.index : match.index + match[0].search(/[.!?;](?![.!?;])/);
    if (!endsSentence(text, point, next)) continue;
    sentences.push(text.slice(from, next));
    from = next;
  }
  if (from < text.length) sentences.push(text.slice(from));
  return sentences;
}
