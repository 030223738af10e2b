import { answerKey } from "#rag/cache/answer-key.ts";

import { step } from "../ragstep.gen.ts";

/** Makes the key under which the answer is looked up and kept: question, documents and all epochs are in it. */
export default step("GenHash", {
  reads: ["query_hash", "epochs", "model_offer"],
  optional: {
    query_signature: "makes a key that no golden answer's signature takes out",
    fingerprints: "makes a key without documents",
  },
  writes: ["cache_key"],
  attrs: ["cache_event", "cache_key_generated", "cache_key", "model", "doc_hashes_count", "epochs_included"],
  pure: true,
  run({ state, log }) {
    const hashes = (state.fingerprints ?? []).map(({ hash }) => hash);
    log({
      cache_event: "key_generated",
      cache_key_generated: true,
      model: state.model_offer.model,
      doc_hashes_count: hashes.length,
      epochs_included: Object.keys(state.epochs),
    });
    return {
      cache_key: answerKey({
        query_hash: state.query_hash,
        query_signature: state.query_signature ?? null,
        document_hashes: hashes,
        epochs: state.epochs,
      }),
    };
  },
});
