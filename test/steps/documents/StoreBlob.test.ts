import { describe, expect, it } from "vitest";

import StoreBlob from "../../../steps/documents/StoreBlob.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { documents, keepingStores } from "../support/attachments.ts";
import { brokenStore } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { services } from "../support/services.ts";

const sanitized_docs = documents("fattura/servizi.xml", "altro/nota.txt");
const clock = createFakeClock({ startAt: Date.UTC(2026, 2, 10) });
const store = (stores: object) =>
  project.runStep(StoreBlob, {
    state: { sanitized_docs },
    stores: { ...stores },
    services: services({ settings: { documents: { blob_ttl_seconds: 3600 } } }),
    clock,
  });

describe("StoreBlob", () => {
  it("keeps a copy of every document until its time is over", async () => {
    const stores = keepingStores(clock);
    const run = await store(stores);
    const stored = run.patch["stored_blobs"] as readonly {
      blob_id: string;
      expires_at: string;
      hash: string;
    }[];
    expect(stored.map(({ hash, expires_at }) => [hash, expires_at])).toEqual(
      sanitized_docs.map(({ hash }) => [hash, "2026-03-10T01:00:00.000Z"]),
    );
    const found = await stores.BlobStore.read.get(stored[1]?.blob_id ?? "");
    expect(found?.filename).toBe("nota.txt");
    expect(run.attrs).toMatchObject({
      storage_completed: true,
      blob_count: 2,
      ttl_seconds: 3600,
      storage_error: null,
    });
    expect(run.next).toEqual(["Provenance"]);
  });

  it("keeps nothing without a key in production, never in clear, and the answer goes on", async () => {
    const run = await store(keepingStores(clock, "production"));
    expect(run.patch).toEqual({ stored_blobs: [] });
    expect(run.attrs).toMatchObject({ storage_completed: false, storage_error: "blob-key-missing" });
    expect(run.next).toEqual(["Provenance"]);
  });

  it("goes on while the file is busy", async () => {
    const run = await store({ BlobStore: brokenStore(new Error("busy")) });
    expect(run.status).toBe("completed");
    expect(run.attrs).toMatchObject({ blob_count: 0, storage_completed: false });
  });
});
