import { RagstepError } from "../diagnostics/errors.ts";

/** Everything this server says when it does not serve, whoever is to blame: nothing of the inside is in any of it. */
const table = {
  "invalid-json": { status: 400, detail: "The body is not JSON." },
  "invalid-request": { status: 400, detail: "The request is not as expected." },
  "malformed-request": { status: 400, detail: "This is no HTTP request." },
  unauthorized: { status: 401, detail: "Send a valid token in the header `Authorization: Bearer <token>`." },
  "origin-refused": { status: 403, detail: "Pages of this origin may not call this server." },
  "host-refused": { status: 403, detail: "This server does not answer to that name." },
  "not-found": { status: 404, detail: "There is nothing at this address." },
  "method-not-allowed": { status: 405, detail: "This address does not take that method." },
  "request-timeout": { status: 408, detail: "The request took too long to arrive." },
  "body-too-large": { status: 413, detail: "The request is too large." },
  "attachment-too-large": { status: 413, detail: "An attached file is too large." },
  "too-many-requests": { status: 429, detail: "Too many requests. Wait before the next one." },
  "too-many-runs": { status: 429, detail: "Too many requests at the same time. Wait for one to end." },
  "headers-too-large": { status: 431, detail: "The headers of the request are too large." },
  internal: {
    status: 500,
    detail: "Something went wrong here. Try again, or tell the operator the request's id.",
  },
  "shutting-down": { status: 503, detail: "The server is shutting down." },
  "not-storable": { status: 503, detail: "The request cannot be taken now. Try again soon." },
} as const satisfies Record<string, { status: number; detail: string }>;

export type HttpErrorCode = keyof typeof table;

/** One thing that is wrong with a request, and where. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** The body of every refusal, in the form in which the chat's own steps refuse. */
export interface ErrorBody {
  readonly detail: string;
  readonly status_code: number;
  readonly errors: readonly Problem[];
}

/** Thrown to refuse a request. */
export class HttpError extends RagstepError {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];

  constructor(
    code: HttpErrorCode,
    more: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly problems?: readonly Problem[];
      readonly cause?: unknown;
    } = {},
  ) {
    super(code, table[code].detail, { cause: more.cause });
    this.status = table[code].status;
    this.headers = more.headers ?? {};
    this.problems = more.problems ?? [];
  }
}

/** The body a client gets. */
export function errorBody(error: HttpError): ErrorBody {
  return { detail: error.message, status_code: error.status, errors: error.problems };
}

/** What Fastify and Node call the mistakes they find themselves. */
const foreign: Readonly<Record<string, HttpErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "body-too-large",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "malformed-request",
  FST_ERR_CTP_EMPTY_JSON_BODY: "invalid-json",
  FST_ERR_CTP_INVALID_JSON_BODY: "invalid-json",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "invalid-request",
  FST_ERR_BAD_URL: "not-found",
  FST_ERR_MAX_PARAM_LENGTH: "not-found",
  HPE_HEADER_OVERFLOW: "headers-too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "request-timeout",
};

/** Any error as one of the table; what is not known is `internal`, or `otherwise`. */
export function asHttpError(error: unknown, otherwise: HttpErrorCode = "internal"): HttpError {
  if (error instanceof HttpError) return error;
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  const known = typeof code === "string" && Object.hasOwn(foreign, code) ? foreign[code] : undefined;
  return new HttpError(known ?? otherwise, { cause: error });
}
