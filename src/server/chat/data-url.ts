/** A file in a `data:` address; null for any other address. */
export function readDataUrl(
  url: string,
): { readonly mime_type: string; readonly content_base64: string } | null {
  const [, mime_type, content_base64] = /^data:([^;,]*)(?:;[^;,]+)*;base64,(.*)$/s.exec(url) ?? [];
  return mime_type === undefined || content_base64 === undefined ? null : { mime_type, content_base64 };
}
