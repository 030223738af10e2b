import { createHash } from "node:crypto";
import type { Attachment } from "../request/types.ts";

/** What identifies a file, whatever it is called. */
export interface Fingerprint {
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  hash: string;
  filename: string;
  /** Bytes. */
  size: number;
  /** As the client says; `application/octet-stream` when it says nothing. Never trusted. */
  mime_type: string;
}

/** The fingerprint of an attachment's bytes. */
export function fingerprint(attachment: Attachment): Fingerprint {
  const bytes = Buffer.from(attachment.content_base64, "base64");
  return {
    hash: createHash("sha256").update(bytes).digest("hex"),
    filename: attachment.filename,
    size: bytes.length,
    mime_type: attachment.mime_type ?? "application/octet-stream",
  };
}
