import { RagstepError } from "../../diagnostics/errors.ts";

/** Why a provider failed, as retry and failover need to know it. The message never holds what the user wrote or a key. */
export class ProviderError extends RagstepError {
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly provider: string;

  constructor(
    provider: string,
    message: string,
    details: {
      readonly code?: string;
      readonly retryable: boolean;
      readonly status?: number | undefined;
      readonly hint?: string;
      readonly cause?: unknown;
    },
  ) {
    super(details.code ?? "provider-failed", message, details);
    this.provider = provider;
    this.retryable = details.retryable;
    this.status = details.status;
  }
}
