import { stemmer } from "@orama/stemmers/italian";
import { questionWords, stopWords } from "./stop-words.ts";
import { splitWords } from "./words.ts";

/** The stem of one folded word; numbers and codes such as `f24` or `13_5` stay as they are. */
function stemOf(word: string): string {
  return /\d/u.test(word) ? word : stemmer(word);
}

/**
 * The stems of a text's words in their order, without stop words. Words that ask (`quando`, `quanto`) are left out
 * unless `keep` is `"questions"`.
 */
export function stemsOf(text: string, keep: "subjects" | "questions" = "subjects"): readonly string[] {
  const stems: string[] = [];
  for (const word of splitWords(text)) {
    if (stopWords.has(word)) continue;
    if (questionWords.has(word) && keep === "subjects") continue;
    const stem = stemOf(word);
    if (stem !== "") stems.push(stem);
  }
  return stems;
}
