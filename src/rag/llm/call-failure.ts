import { ProviderError } from "./provider-error.ts";

/** Why a model call failed, as state and log carry it: nothing of the conversation, no key. */
export interface CallFailure {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

/** Reads a failure. What is no `ProviderError` is a mistake in a program, and trying again does not mend it. */
export function callFailure(error: unknown): CallFailure {
  if (error instanceof ProviderError) {
    return { code: error.code, message: error.message, retryable: error.retryable };
  }
  return {
    code: "model-call-broken",
    message: "The model call ended with an unexpected error.",
    retryable: false,
  };
}
