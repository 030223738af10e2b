import { createHash } from "node:crypto";
import { stemsOf } from "../language/stems.ts";
import { questionWords, stopWords } from "../language/stop-words.ts";
import type { Thesaurus } from "../language/thesaurus.ts";
import { splitWords } from "../language/words.ts";
import type { Embedder } from "./types.ts";
import { inverseFrequency, type WordFrequencies } from "./word-frequencies.ts";

export interface LexicalEmbedderOptions {
  readonly thesaurus: Thesaurus;
  readonly frequencies: WordFrequencies;
  /** 256 when absent. */
  readonly dimensions?: number;
}

/** How much the characters of a word weigh beside its stem: enough for a slip of the pen, too little to outvote a word. */
const gramShare = 0.7;

/** FNV-1a, 32 bits. */
function hash(feature: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) value = Math.imul(value ^ feature.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

function add(vector: Float32Array, feature: string, weight: number): void {
  const code = hash(feature);
  const at = (code >>> 1) % vector.length;
  // The sign from another bit, so that two features in one place cancel as often as they add up.
  vector[at] = (vector[at] ?? 0) + ((code & 1) === 0 ? weight : -weight);
}

/** All stretches of 3 to 5 characters of a word between marks for its beginning and end. */
function gramsOf(word: string): readonly string[] {
  const marked = `<${word}>`;
  const grams: string[] = [];
  for (let size = 3; size <= 5; size++) {
    for (let at = 0; at + size <= marked.length; at++) grams.push(marked.slice(at, at + size));
  }
  return grams;
}

function countOf(items: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function normalize(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/**
 * Texts to vectors by their words alone, which is lexical and not semantic: two texts are near when they share stems,
 * words of one thesaurus group, or stretches of characters. Feature hashing with signs; a stem weighs
 * (1 + ln tf) · idf, the character 3-5-grams of a word together `gramShare` of that.
 */
export function createLexicalEmbedder(options: LexicalEmbedderOptions): Embedder {
  const { thesaurus, frequencies } = options;
  const dimensions = options.dimensions ?? 256;
  const counts = new Map(Object.entries(frequencies.counts));
  const idf = (term: string): number => inverseFrequency(frequencies.documents, counts.get(term) ?? 0);
  const version = createHash("sha256").update(JSON.stringify(frequencies)).digest("hex").slice(0, 8);

  const embedOne = (text: string): Float32Array => {
    const vector = new Float32Array(dimensions);
    for (const [term, times] of countOf(thesaurus.canonical(stemsOf(text)))) {
      add(vector, term, (1 + Math.log(times)) * idf(term));
    }
    for (const [word, times] of countOf(splitWords(text))) {
      if (stopWords.has(word) || questionWords.has(word)) continue;
      const [stem = word] = stemsOf(word);
      const grams = gramsOf(word);
      const weight = (gramShare * (1 + Math.log(times)) * idf(stem)) / Math.sqrt(grams.length);
      for (const gram of grams) add(vector, `#${gram}`, weight);
    }
    return normalize(vector);
  };

  return {
    model_id: `lexical-it-1-${thesaurus.id}-${version}`,
    dimensions,
    async embed(texts, signal) {
      signal?.throwIfAborted();
      return texts.map(embedOne);
    },
  };
}
