import { createCipheriv, createDecipheriv, createHmac, type DecipherGCM, randomBytes } from "node:crypto";
import { z } from "zod";

import { RagstepError } from "../../../diagnostics/errors.ts";
import type { Database } from "../../storage/database.ts";
import type { BlobKey } from "./blob-key.ts";

/** A document as it is kept. */
export interface Blob {
  readonly filename: string;
  readonly kind: string;
  readonly bytes: Uint8Array;
}

export interface BlobReader {
  /** Null when there is none, it has expired, or it was kept under another key. Throws `blob-changed` when it was changed. */
  get(id: string): Promise<Blob | null>;
}

export interface BlobWriter {
  /** Keeps an encrypted copy. The same document keeps its id and lives on. */
  put(blob: Blob, ttlSeconds: number): Promise<{ readonly blob_id: string; readonly expires_at: string }>;
  /** Takes a copy out, its bytes in the file included. False when there was none. */
  delete(id: string): Promise<boolean>;
  /** Takes out all that have expired; how many there were. */
  purge(): Promise<number>;
}

const nonceBytes = 12;
const tagBytes = 16;

const row = z.object({
  key_id: z.string(),
  nonce: z.instanceof(Uint8Array),
  sealed: z.instanceof(Uint8Array),
  expires_ms: z.number(),
});
const count = z.object({ ended: z.number() });
const header = z.object({ filename: z.string(), kind: z.string() });

/** What must not be changed beside the document: whose it is and until when. */
function boundTo(id: string, expiresMs: number): Buffer {
  return Buffer.from(`${id}\n${expiresMs}`);
}

function pack({ filename, kind, bytes }: Blob): Buffer {
  const head = Buffer.from(JSON.stringify({ filename, kind }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, bytes]);
}

function unpack(plain: Buffer): Blob {
  const end = 4 + plain.readUInt32BE(0);
  const { filename, kind } = header.parse(JSON.parse(plain.toString("utf8", 4, end)));
  return { filename, kind, bytes: plain.subarray(end) };
}

/** The last bytes, once the tag has proved that nothing was changed. */
function finish(cipher: DecipherGCM, id: string): Buffer {
  try {
    return cipher.final();
  } catch (cause) {
    throw new RagstepError("blob-changed", `The kept document \`${id}\` was changed since it was kept.`, {
      hint: "Take it out, or restore the database from a copy.",
      cause,
    });
  }
}

/**
 * Copies of documents in the database file, each encrypted with AES-256-GCM under a nonce of its own and bound to its id and
 * end. Ids are made from key and content, so that they tell nobody without the key whether a document is here.
 */
export function createBlobStore(
  db: Database,
  key: () => BlobKey,
): { readonly read: BlobReader; readonly write: BlobWriter } {
  // What is deleted is overwritten, not only forgotten.
  db.get(z.unknown(), "PRAGMA secure_delete = ON");
  const remove = (sql: string, parameters: readonly (string | number)[]): number => {
    const { changes } = db.run(sql, parameters);
    // The log beside the file still has the bytes until it is written back.
    if (changes > 0) db.get(z.unknown(), "PRAGMA wal_checkpoint(TRUNCATE)");
    return changes;
  };
  const purge = (): number => remove("DELETE FROM document_blob WHERE expires_ms <= ?", [db.clock.now()]);
  // Some may have ended while no process was there to take them out.
  const { ended } = db.get(count, "SELECT count(*) AS ended FROM document_blob WHERE expires_ms <= ?", [
    db.clock.now(),
  ]) ?? { ended: 0 };
  if (ended > 0) purge();
  return {
    read: {
      async get(id) {
        const sql =
          "SELECT key_id, nonce, sealed, expires_ms FROM document_blob WHERE id = ? AND expires_ms > ?";
        const found = db.get(row, sql, [id, db.clock.now()]);
        if (found === undefined || found.key_id !== key().id) return null;
        const { nonce, sealed, expires_ms } = found;
        const cipher = createDecipheriv("aes-256-gcm", key().bytes, nonce);
        cipher.setAAD(boundTo(id, expires_ms));
        cipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
        const plain = cipher.update(sealed.subarray(0, sealed.length - tagBytes));
        return unpack(Buffer.concat([plain, finish(cipher, id)]));
      },
    },
    write: {
      async put(blob, ttlSeconds) {
        const { id: keyId, bytes: secret } = key();
        purge();
        const plain = pack(blob);
        const id = `blob_${createHmac("sha256", secret).update(plain).digest("hex").slice(0, 32)}`;
        const expiresMs = db.clock.now() + ttlSeconds * 1000;
        const nonce = randomBytes(nonceBytes);
        const cipher = createCipheriv("aes-256-gcm", secret, nonce);
        cipher.setAAD(boundTo(id, expiresMs));
        const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
        db.run(
          "INSERT OR REPLACE INTO document_blob (id, key_id, nonce, sealed, expires_ms) VALUES (?, ?, ?, ?, ?)",
          [id, keyId, nonce, sealed, expiresMs],
        );
        return { blob_id: id, expires_at: new Date(expiresMs).toISOString() };
      },
      delete: async (id) => remove("DELETE FROM document_blob WHERE id = ?", [id]) > 0,
      purge: async () => purge(),
    },
  };
}
