import { createHash, randomBytes } from "node:crypto";

import { RagstepError, UsageError } from "../../../diagnostics/errors.ts";

/** A key for AES-256. */
export interface BlobKey {
  /** Tells keys apart without telling anything of them. */
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

export interface BlobKeySources {
  /** The variable that holds the key. */
  readonly variable: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly environment: string;
  /** Whether the copies end with the process. */
  readonly inMemory: boolean;
  /** The database is there for one run that must come out the same each time, ids included. */
  readonly isolated?: boolean | undefined;
  readonly warn: (message: string) => void;
}

const keyBytes = 32;

function withId(bytes: Uint8Array): BlobKey {
  return { id: createHash("sha256").update("blob-key-id").update(bytes).digest("hex").slice(0, 16), bytes };
}

/** Everybody knows it. */
function developmentKey(): BlobKey {
  return withId(createHash("sha256").update("ragstep development key").digest());
}

function configured(text: string, variable: string): BlobKey {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (bytes.length === keyBytes) return withId(bytes);
  throw new UsageError(
    "blob-key-invalid",
    `The variable \`${variable}\` holds ${bytes.length} bytes, and the key of the stored documents has ${keyBytes}.`,
    { hint: `${variable}=$(openssl rand -base64 32)` },
  );
}

/**
 * The key that copies of documents are encrypted with, looked up when the first one is kept: the configured one; a random one
 * for a database in memory, or a known one when its run is isolated; a key that everybody knows, with a warning, during development. In production it throws
 * `blob-key-missing` instead. Throws a `UsageError` at once for a key that is none.
 */
export function blobKey({
  variable,
  env,
  environment,
  inMemory,
  isolated,
  warn,
}: BlobKeySources): () => BlobKey {
  const text = env[variable]?.trim() ?? "";
  if (text !== "") {
    const key = configured(text, variable);
    return () => key;
  }
  let made: BlobKey | undefined;
  return () => {
    if (made !== undefined) return made;
    if (isolated === true) return (made = developmentKey());
    if (inMemory) return (made = withId(randomBytes(keyBytes)));
    const hint = `${variable}=$(openssl rand -base64 32)`;
    if (environment === "production") {
      throw new RagstepError(
        "blob-key-missing",
        `Documents are not kept: the variable \`${variable}\` holds no key.`,
        { hint },
      );
    }
    warn(`Documents are kept under a development key that everybody knows; set ${hint}.`);
    return (made = developmentKey());
  };
}
