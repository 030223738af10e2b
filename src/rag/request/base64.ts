/**
 * Whether a text is base64 with padding. Looks for what does not belong instead of matching the whole text:
 * a pattern over many megabytes would overflow the stack of the regular expression engine.
 */
export function isBase64(text: string): boolean {
  if (text === "" || text.length % 4 !== 0 || /[^A-Za-z0-9+/=]/.test(text)) return false;
  const padding = text.indexOf("=");
  return (
    padding === -1 || padding === text.length - 1 || (padding === text.length - 2 && text.endsWith("=="))
  );
}

/** Bytes that a padded base64 text stands for. */
export function decodedLength(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}
