import { RagstepError } from "../../diagnostics/errors.ts";

/** Why something could not be taken in. Permanent. */
export type IngestionCode =
  | "address-private"
  | "location-unsupported"
  | "fetch-timeout"
  | "fetch-failed"
  | "fetch-refused"
  | "too-large"
  | "too-many-redirects"
  | "file-unreadable"
  | "feed-invalid"
  | "article-unreadable"
  | "text-missing";

/** A source that gives nothing to take in. `transient`: the same may succeed later. */
export class IngestionError extends RagstepError {
  override readonly code: IngestionCode;
  readonly transient: boolean;

  constructor(
    code: IngestionCode,
    message: string,
    details: { readonly transient?: boolean; readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(code, message, details);
    this.code = code;
    this.transient = details.transient ?? false;
  }
}
