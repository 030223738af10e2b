import type { Conversation } from "../../definition/environment.ts";

/** A file that came with a request. */
export interface SentFile {
  /** Where in the client's own request it stands. */
  readonly field: string;
  readonly file: Conversation["attachments"][number];
}

/** A conversation as a client of another protocol sent it. */
export interface SentConversation extends Omit<Conversation, "attachments"> {
  readonly files: readonly SentFile[];
}

/** What is wrong with an address that `readDataUrl` does not read. */
export const notReadable = "must be a base64 `data:` address: this server fetches nothing";

/** A file in a `data:` address; null for any other address. */
export function readDataUrl(
  url: string,
): { readonly mime_type: string; readonly content_base64: string } | null {
  const [, mime_type, content_base64] = /^data:([^;,]*)(?:;[^;,]+)*;base64,(.*)$/s.exec(url) ?? [];
  return mime_type === undefined || content_base64 === undefined ? null : { mime_type, content_base64 };
}
