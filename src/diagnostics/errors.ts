/** What every error thrown on purpose carries beside its message. */
export interface ErrorDetails {
  /** What to do about it: the line, the setting or the command. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** The base of all errors thrown on purpose. `code` is permanent; a user sees `message` and `hint`, never the stack. */
export class RagstepError extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
  }
}

/** Wrong use or wrong configuration: the command line exits with 2. */
export class UsageError extends RagstepError {}

/** Thrown by a handler to say that no retry can help. */
export class FatalStepError extends RagstepError {
  constructor(message: string, details: ErrorDetails & { readonly code?: string } = {}) {
    super(details.code ?? "step-fatal", message, details);
  }
}
