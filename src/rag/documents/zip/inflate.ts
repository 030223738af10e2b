import { inflateRawSync, inflateSync } from "node:zlib";

/** What unpacking gave: the bytes, or why there are none. */
export type Inflated =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "too-large" }
  | { readonly kind: "damaged" };

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

/**
 * Unpacks deflated bytes and stops at the moment that more than `limit` have come out, whatever the file says its size
 * is. `zlib` is deflate with a header and a checksum, which may be cut off, as readers of PDF allow.
 */
export function inflateWithin(packed: Uint8Array, limit: number, format: "raw" | "zlib"): Inflated {
  try {
    // Z_SYNC_FLUSH: a stream that ends early gives what it has.
    const options = { maxOutputLength: Math.max(1, limit), finishFlush: 2 };
    const bytes = format === "raw" ? inflateRawSync(packed, options) : inflateSync(packed, options);
    return { kind: "bytes", bytes };
  } catch (error) {
    return { kind: isTooLarge(error) ? "too-large" : "damaged" };
  }
}
