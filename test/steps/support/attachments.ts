import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { attachedFiles } from "#rag/attachments/attached-files.ts";
import { fingerprint } from "#rag/attachments/fingerprint.ts";
import { blobKey } from "#rag/documents/keeping/blob-key.ts";
import { createBlobStore } from "#rag/documents/keeping/blob-store.ts";
import { createProvenanceLedger } from "#rag/documents/keeping/provenance-ledger.ts";
import { sniff } from "#rag/documents/sniff.ts";
import { openDatabase } from "#rag/storage/database.ts";

import type { FakeClock } from "../../../src/runtime/fake-clock.ts";
import { accepted } from "./requests.ts";

const directory = join(import.meta.dirname, "../../fixtures/documents");

/** A file of `test/fixtures/documents` as a client sends it. */
export function attachment(path: string) {
  return { filename: basename(path), content_base64: readFileSync(join(directory, path)).toString("base64") };
}

/** A request about these files. */
export function askedAbout(paths: readonly string[], content = "Riassumi i documenti allegati") {
  const attachments = paths.map(attachment);
  return {
    user_query: content,
    fingerprints: attachments.map(fingerprint),
    validated_request: { ...accepted([{ role: "user", content }]), attachments },
  };
}

/** The same files as the first step of the documents lane gathers them. */
export function documents(...paths: readonly string[]) {
  return attachedFiles(paths.map(attachment)).map((file) => ({ ...file, kind: sniff(file.bytes) }));
}

/** The stores that documents are kept and noted in, on a database in memory. */
export function keepingStores(clock: FakeClock, environment = "development") {
  const db = openDatabase({ path: ":memory:", clock });
  const key = blobKey({
    variable: "K",
    env: {},
    environment,
    inMemory: environment !== "production",
    warn: () => {},
  });
  return { BlobStore: createBlobStore(db, key), ProvenanceLedger: createProvenanceLedger(db) };
}
