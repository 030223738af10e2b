import type { DocumentKind } from "../types.ts";

/** What may be sent along with a question. Each is measured, not read from what a file says of itself. */
export interface AttachmentLimits {
  readonly max_files: number;
  /** Bytes of one file, and of all together. */
  readonly max_file_bytes: number;
  readonly max_total_bytes: number;
  readonly max_pages: number;
  /** Bytes that all compressed parts of one file may unfold to, and characters that XML entities may. */
  readonly max_inflated_bytes: number;
  /** Parts of an Office file, or objects of a PDF. */
  readonly max_parts: number;
  readonly allowed_kinds: readonly DocumentKind[];
}

/** Why one file is refused; the sentence goes on after the file's name. */
export interface Refusal {
  readonly code:
    | "file-empty"
    | "file-too-large"
    | "kind-not-allowed"
    | "file-damaged"
    | "password-required"
    | "too-many-pages"
    | "too-many-parts"
    | "image-too-large"
    | "decompression-bomb";
  readonly reason: string;
}

/** A number of bytes as a person reads it. */
export function megabytes(bytes: number): string {
  const size = bytes / 1024 / 1024;
  return `${size >= 10 ? Math.round(size) : Math.round(size * 10) / 10} MB`.replace(".", ",");
}

/** A file whose parts unfold beyond the limit. */
export function bomb({ max_inflated_bytes }: AttachmentLimits): Refusal {
  const reason = `si espande oltre ${megabytes(max_inflated_bytes)}: non viene aperto`;
  return { code: "decompression-bomb", reason };
}

/** A file that does not hold what its kind promises. */
export function damaged(what: string): Refusal {
  return { code: "file-damaged", reason: `è ${what} danneggiato e non si può aprire: invialo di nuovo` };
}

export const locked: Refusal = {
  code: "password-required",
  reason: "è protetto da una password: invialo senza protezione",
};
