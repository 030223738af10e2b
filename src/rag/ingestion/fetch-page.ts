import type { Clock } from "../../definition/step.ts";
import { withTimeLimit } from "../llm/time-limit.ts";
import type { Resolve } from "./checked-lookup.ts";
import { httpGet, type HttpAnswer } from "./http-get.ts";
import { IngestionError } from "./ingestion-error.ts";

/** What a server said of the version it gave, to be sent back the next time. */
export interface Validators {
  readonly etag: string | null;
  readonly last_modified: string | null;
}

export interface FetchLimits {
  /** For everything together: lookup, redirects, body. */
  readonly timeout_ms: number;
  readonly max_redirects: number;
  readonly allow_private_addresses: boolean;
}

export interface FetchOptions extends FetchLimits {
  readonly accept: string;
  readonly max_bytes: number;
  /** Of the version that is known already. */
  readonly validators?: Validators | null;
  readonly resolve: Resolve;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** `location` is where the bytes came from in the end. */
export type Fetched =
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "content";
      readonly bytes: Uint8Array;
      readonly content_type: string | null;
      readonly location: string;
      readonly validators: Validators;
    };

const redirects = new Set([301, 302, 303, 307, 308]);

function webAddress(location: string, base?: string): URL {
  const url = URL.canParse(location, base) ? new URL(location, base) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw new IngestionError(
      "location-unsupported",
      `\`${location}\` is no http or https address without a password.`,
    );
  }
  return url;
}

function headersOf({ accept, validators }: FetchOptions): Record<string, string> {
  return {
    accept,
    "accept-encoding": "gzip, deflate, br",
    "user-agent": "ragstep",
    ...(validators?.etag ? { "if-none-match": validators.etag } : {}),
    ...(validators?.last_modified ? { "if-modified-since": validators.last_modified } : {}),
  };
}

/** Follows redirects; each address on the way is checked like the first. */
async function follow(location: string, options: FetchOptions, signal: AbortSignal) {
  let url = webAddress(location);
  const request = { ...options, signal, headers: headersOf(options) };
  for (let hop = 0; ; hop++) {
    const answer = await httpGet(url, request);
    const target = answer.headers.location;
    if (!redirects.has(answer.status) || target === undefined) return { url, answer };
    if (hop === options.max_redirects) {
      throw new IngestionError(
        "too-many-redirects",
        `\`${location}\` redirects more than ${options.max_redirects} times.`,
      );
    }
    url = webAddress(target, url.href);
  }
}

function refusal(location: string, { status }: HttpAnswer): IngestionError {
  return new IngestionError("fetch-refused", `\`${location}\` answered ${status}.`, {
    transient: status === 408 || status === 429 || status >= 500,
  });
}

/** Names the address in an error that knows only what happened. */
function about(location: string, error: unknown): unknown {
  if (!(error instanceof IngestionError) || error.message.includes(location)) return error;
  const { transient, hint, cause } = error;
  return new IngestionError(error.code, `\`${location}\` cannot be fetched. ${error.message}`, {
    transient,
    cause,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Fetches an http(s) address within its limits. Throws an `IngestionError`, and the signal's reason when aborted. */
export async function fetchPage(location: string, options: FetchOptions): Promise<Fetched> {
  const { clock, signal, timeout_ms } = options;
  signal.throwIfAborted();
  const expired = () =>
    new IngestionError("fetch-timeout", `It took longer than ${timeout_ms} ms.`, { transient: true });
  try {
    const { url, answer } = await withTimeLimit({ ms: timeout_ms, clock, signal, expired }, (limited) =>
      follow(location, options, limited),
    );
    const { status, headers, bytes } = answer;
    if (status === 304) return { kind: "unchanged" };
    if (status < 200 || status >= 300) throw refusal(location, answer);
    return {
      kind: "content",
      bytes,
      content_type: headers["content-type"] ?? null,
      location: url.href,
      validators: { etag: headers.etag ?? null, last_modified: headers["last-modified"] ?? null },
    };
  } catch (error) {
    signal.throwIfAborted();
    throw about(location, error);
  }
}
