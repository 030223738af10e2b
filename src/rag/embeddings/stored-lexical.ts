import type { Thesaurus } from "../language/thesaurus.ts";
import type { Database } from "../storage/database.ts";
import { readSetting, writeSetting } from "../storage/epochs.ts";
import { createLexicalEmbedder } from "./lexical-embedder.ts";
import type { Embedder } from "./types.ts";
import { countWords, wordFrequenciesSchema, type WordFrequencies } from "./word-frequencies.ts";

const setting = "lexical-frequencies";

/** Counts the words of the texts anew and keeps the counts: a new lexical model, so every vector has to be made anew. */
export function renewLexicalEmbedder(db: Database, thesaurus: Thesaurus, texts: readonly string[]): Embedder {
  const frequencies = countWords(texts, thesaurus);
  writeSetting(db, setting, JSON.stringify(frequencies));
  return createLexicalEmbedder({ thesaurus, frequencies });
}

/**
 * The lexical embedder whose word counts the database keeps. In a new database they are counted over `texts`. They stay as
 * they are when documents are added later, since vectors with other counts could not be compared.
 */
export function storedLexicalEmbedder(
  db: Database,
  thesaurus: Thesaurus,
  texts: () => readonly string[],
): Embedder {
  const stored = readSetting(db, setting);
  if (stored === undefined) return renewLexicalEmbedder(db, thesaurus, texts());
  const frequencies: WordFrequencies = wordFrequenciesSchema.parse(JSON.parse(stored));
  return createLexicalEmbedder({ thesaurus, frequencies });
}
