import path from "node:path";
import { renewLexicalEmbedder } from "../embeddings/stored-lexical.ts";
import type { Embedder } from "../embeddings/types.ts";
import { readThesaurus } from "../language/thesaurus.ts";
import { reembed, storedTexts } from "../retrieval/reembed.ts";
import { openDatabase, type DatabaseOptions } from "./database.ts";

/** What the command to re-embed does: makes all vectors of a file anew, with `embedder` or the lexical model over the texts now there. */
export async function reembedDatabase(
  options: DatabaseOptions & {
    readonly dataDirectory: string;
    readonly embedder?: Embedder | undefined;
    readonly signal?: AbortSignal;
  },
): Promise<{ readonly model_id: string; readonly chunks: number }> {
  const thesaurus = readThesaurus(path.join(options.dataDirectory, "thesaurus.yml"));
  const db = openDatabase(options);
  try {
    const embedder = options.embedder ?? renewLexicalEmbedder(db, thesaurus, storedTexts(db));
    return { model_id: embedder.model_id, chunks: await reembed(db, embedder, options.signal) };
  } finally {
    db.close();
  }
}
