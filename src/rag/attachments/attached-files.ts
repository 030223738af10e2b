import type { Attachment } from "../request/types.ts";
import { fingerprint } from "./fingerprint.ts";

/** An attachment with its bytes. */
export interface AttachedFile {
  /** SHA-256 (hex) of the bytes. */
  readonly hash: string;
  readonly filename: string;
  /** As the client says. */
  readonly mime_type: string;
  readonly bytes: Uint8Array;
}

/** The attachments of a request, each content once, in their order. */
export function attachedFiles(attachments: readonly Attachment[]): readonly AttachedFile[] {
  const files = new Map<string, AttachedFile>();
  for (const attachment of attachments) {
    const { hash, filename, mime_type } = fingerprint(attachment);
    if (files.has(hash)) continue;
    files.set(hash, { hash, filename, mime_type, bytes: Buffer.from(attachment.content_base64, "base64") });
  }
  return [...files.values()];
}
