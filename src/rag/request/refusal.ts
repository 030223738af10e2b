import type { RequestProblem } from "./types.ts";

/** The response to a request that is not served. */
export interface Refusal {
  readonly status_code: number;
  /** Short and permanent, for logs. */
  readonly type: string;
  readonly headers: Record<string, string>;
  readonly body: {
    readonly detail: string;
    readonly status_code: number;
    readonly errors: { readonly field: string; readonly message: string }[];
  };
}

const authenticationDetails: Readonly<Record<string, string>> = {
  missing_token: "Send a token in the header `Authorization: Bearer <token>`.",
  invalid_token: "The token is not valid.",
  token_expired: "The token has expired.",
};

/** By weight: what makes the rest of the request pointless to read goes first. */
const byCode = [
  { code: "method_not_allowed", status: 405, detail: "This address takes `POST` only." },
  { code: "payload_too_large", status: 413, detail: "The request is too large." },
  { code: "unsupported_media_type", status: 415, detail: "The request must be JSON." },
] as const;

function refuse(
  status_code: number,
  type: string,
  detail: string,
  problems: readonly Pick<RequestProblem, "field" | "message">[],
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  const errors = problems.map(({ field, message }) => ({ field, message }));
  return {
    status_code,
    type,
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    body: { detail, status_code, errors },
  };
}

/**
 * The response to a refused request. A caller who is not known gets 401 and hears nothing else about the request;
 * a known one gets every problem at once, under the status of the weightiest.
 */
export function refusal(
  problems: readonly RequestProblem[],
  authentication: { readonly ok: boolean; readonly code: string | null },
): Refusal {
  if (!authentication.ok) {
    const code = authentication.code ?? "invalid_token";
    const detail = authenticationDetails[code] ?? "The token is not valid.";
    // RFC 6750, 3.1: no error code where the request carried no authentication at all.
    const challenge = code === "missing_token" ? "Bearer" : 'Bearer error="invalid_token"';
    return refuse(401, code, detail, [{ field: "authorization", message: detail }], {
      "WWW-Authenticate": challenge,
    });
  }
  const worst = byCode.find(({ code }) => problems.some((problem) => problem.code === code));
  if (worst !== undefined) {
    const headers: Record<string, string> = worst.status === 405 ? { Allow: "POST" } : {};
    return refuse(worst.status, worst.code, worst.detail, problems, headers);
  }
  const detail =
    problems.length === 1 ? "The request has one problem." : `The request has ${problems.length} problems.`;
  return refuse(400, "validation_failed", detail, problems);
}
