import { ProviderError } from "./provider-error.ts";

/** Statuses after which the same request may succeed: time-out, conflict, too many requests, and what is the server's fault. */
function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

const statusHints = new Map([
  [401, "Check the API key in the environment variable that `api_key_env` names."],
  [403, "The API key may not use this model."],
  [404, "Check `base_url` and the model's name in the settings."],
  [429, "The provider limits how often it may be asked."],
]);

/** A failure that came with an HTTP status. Its body is left out: it may repeat what the user wrote. */
export function statusError(provider: string, status: number, cause?: unknown): ProviderError {
  const hint = statusHints.get(status);
  return new ProviderError(provider, `\`${provider}\` answered with status ${status}.`, {
    code: `provider-status-${status}`,
    retryable: isRetryableStatus(status),
    status,
    ...(hint === undefined ? {} : { hint }),
    cause,
  });
}

/** The call was stopped by the caller: whoever reads on learns why. */
export function stoppedError(provider: string, reason: unknown): ProviderError {
  if (reason instanceof ProviderError) return reason;
  return new ProviderError(provider, `The call to \`${provider}\` was stopped.`, {
    code: "provider-call-stopped",
    retryable: false,
    cause: reason,
  });
}

function numberIn(error: unknown, ...names: readonly string[]): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  for (const name of names) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === "number" && value >= 400 && value <= 599) return value;
  }
  return undefined;
}

/** The error that others wrap, such as the last one of several tries. */
function rootOf(error: unknown): unknown {
  let root = error;
  for (let depth = 0; depth < 5 && typeof root === "object" && root !== null; depth++) {
    const inner: unknown = Reflect.get(root, "lastError");
    if (inner === undefined) break;
    root = inner;
  }
  return root;
}

/** Names of the errors that mean that nobody answered, or that the connection broke. */
const networkNames = new Set(["AI_APICallError", "TypeError", "AbortError", "TimeoutError", "SocketError"]);
/** Names of the errors that mean that what came was not an answer. */
const brokenNames = new Set([
  "AI_JSONParseError",
  "AI_TypeValidationError",
  "AI_InvalidResponseDataError",
  "SyntaxError",
  "ZodError",
]);

/**
 * Any failure of a call as a `ProviderError`. Its message is made here, never taken from the error: what providers say
 * may hold the question or a key. The original is the `cause`, for `--debug`.
 */
export function providerErrorOf(provider: string, error: unknown, signal: AbortSignal): ProviderError {
  if (error instanceof ProviderError) return error;
  if (signal.aborted) return stoppedError(provider, signal.reason);
  const root = rootOf(error);
  const status = numberIn(root, "statusCode", "status", "code");
  if (status !== undefined) return statusError(provider, status, root);
  const name = root instanceof Error ? root.name : "";
  if (networkNames.has(name)) {
    return new ProviderError(provider, `\`${provider}\` could not be reached, or the connection broke.`, {
      code: "provider-unreachable",
      retryable: true,
      hint: "Check that the provider's server runs and that `base_url` is right.",
      cause: root,
    });
  }
  // An error that came inside of the stream is an object, or a text, without a status: the server gave up half-way.
  const isServers = brokenNames.has(name) || !(root instanceof Error);
  return new ProviderError(
    provider,
    isServers ? `\`${provider}\` broke its answer off with an error.` : `The call to \`${provider}\` failed.`,
    { code: isServers ? "provider-broke-off" : "provider-failed", retryable: isServers, cause: root },
  );
}
