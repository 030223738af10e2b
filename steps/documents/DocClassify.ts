import { classifyDocument } from "#rag/documents/classify-document.ts";
import { readOptions } from "#rag/documents/parsers/parse-all.ts";

import { step } from "../ragstep.gen.ts";

/** Tells each document's type by what it says, never by its name. */
export default step("DocClassify", {
  reads: ["sanitized_docs"],
  writes: ["classified_docs"],
  attrs: [
    "classification_completed",
    "document_count",
    "document_types",
    "lowest_confidence",
    "evidence_count",
  ],
  async run({ state, services, clock, signal, log }) {
    const options = readOptions(services.settings.documents, { signal, clock });
    const classified_docs = await Promise.all(
      state.sanitized_docs.map(async (file) =>
        classifyDocument(file, await services.documentParsers.extractText(file, options)),
      ),
    );
    log({
      classification_completed: true,
      document_count: classified_docs.length,
      document_types: classified_docs.map(({ type }) => type),
      lowest_confidence: Math.min(1, ...classified_docs.map(({ confidence }) => confidence)),
      evidence_count: classified_docs.reduce((sum, { evidence }) => sum + evidence.length, 0),
    });
    return { classified_docs };
  },
});
