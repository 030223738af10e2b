/** What kept the page from getting something; decides whether it is worth trying again. */
export type SourceErrorKind =
  /** Nobody answered. */
  | "unreachable"
  /** No token, or one that is not known. */
  | "unauthorized"
  /** The request itself is wrong or not allowed. */
  | "refused"
  | "not-found"
  /** To be tried again later. */
  | "busy"
  /** The server could not, for reasons of its own. */
  | "failed"
  /** What came is not what this page knows. */
  | "unreadable";

/** Says in words why the page does not have what it asked for. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly kind: SourceErrorKind;
  /** How long to wait before trying again, in milliseconds, where the server said so. */
  readonly waitMs: number | null;
  /** The run that was refused, where there was one. */
  readonly runId: string | null;

  constructor(
    kind: SourceErrorKind,
    message: string,
    more: { readonly waitMs?: number | null; readonly runId?: string | null; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause });
    this.kind = kind;
    this.waitMs = more.waitMs ?? null;
    this.runId = more.runId ?? null;
  }
}

/** Whether the same request may go well a moment later. */
export function isPassing(error: unknown): error is SourceError {
  return error instanceof SourceError && ["unreachable", "busy", "failed"].includes(error.kind);
}

/** Any error as a sentence for whoever looks at the page. */
export function inWords(error: unknown): string {
  return error instanceof SourceError ? error.message : `Something went wrong in this page: ${String(error)}`;
}
