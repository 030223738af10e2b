import { tolerate } from "#rag/tolerance/tolerate.ts";

import { step } from "../ragstep.gen.ts";

/**
 * Keeps an encrypted copy of each document for as long as the settings say. Without a key, or while the file is busy, nothing is
 * kept, never in clear, and the answer goes on.
 */
export default step("StoreBlob", {
  reads: ["sanitized_docs"],
  writes: ["stored_blobs"],
  attrs: ["storage_completed", "blob_count", "document_count", "encrypted", "ttl_seconds", "storage_error"],
  async run({ state, stores, services, signal, log }) {
    const { blob_ttl_seconds } = services.settings.documents;
    const stored_blobs: { hash: string; blob_id: string; expires_at: string }[] = [];
    let storageError: string | null = null;
    for (const { hash, filename, kind, bytes } of state.sanitized_docs) {
      const { value: kept, failure } = await tolerate(
        () => stores.BlobStore.put({ filename, kind, bytes }, blob_ttl_seconds),
        null,
        signal,
      );
      storageError ??= failure;
      if (kept !== null) stored_blobs.push({ hash, ...kept });
    }
    log({
      storage_completed: storageError === null,
      blob_count: stored_blobs.length,
      document_count: state.sanitized_docs.length,
      encrypted: true,
      ttl_seconds: blob_ttl_seconds,
      storage_error: storageError,
    });
    return { stored_blobs };
  },
});
