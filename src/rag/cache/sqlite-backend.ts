import { z } from "zod";
import type { Database } from "../storage/database.ts";
import { isAbout, type CacheBackend } from "./backend.ts";

const valueRow = z.object({ value: z.string() });
const subjectRow = z.object({
  key: z.string(),
  golden_id: z.string().nullable(),
  signature: z.string().nullable(),
});

/** The cache in the SQLite file. What has expired is not given out, and goes with the next entry put. */
export function createSqliteBackend(db: Database): CacheBackend {
  return {
    async get(key) {
      return (
        db.get(valueRow, "SELECT value FROM response_cache WHERE key = ? AND expires_ms > ?", [
          key,
          db.clock.now(),
        ])?.value ?? null
      );
    },
    async put(key, value, ttlSeconds, subject) {
      const now = db.clock.now();
      db.transaction(() => {
        db.run("DELETE FROM response_cache WHERE expires_ms <= ?", [now]);
        db.run(
          `INSERT INTO response_cache (key, value, golden_id, signature, expires_ms) VALUES (:key, :value, :golden_id, :signature, :expires_ms)
           ON CONFLICT (key) DO UPDATE SET value = excluded.value, golden_id = excluded.golden_id, signature = excluded.signature,
             expires_ms = excluded.expires_ms`,
          {
            key,
            value,
            golden_id: subject.golden_id ?? null,
            signature: subject.signature ?? null,
            expires_ms: now + ttlSeconds * 1000,
          },
        );
      });
    },
    async invalidate(what) {
      return db.transaction(() => {
        const rows = db.all(subjectRow, "SELECT key, golden_id, signature FROM response_cache");
        const gone = rows.filter(({ key, golden_id, signature }) =>
          isAbout(key, { golden_id: golden_id ?? undefined, signature: signature ?? undefined }, what),
        );
        for (const { key } of gone) db.run("DELETE FROM response_cache WHERE key = ?", [key]);
        return gone.length;
      });
    },
    async close() {
      // The file belongs to who opened it.
    },
  };
}
