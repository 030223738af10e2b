import { z } from "zod";
import type { HttpResponse } from "../../definition/environment.ts";
import type { ServerHost } from "../host.ts";
import type { HttpError, Problem } from "../http-error.ts";

/** An error as OpenAI's clients read it. */
export const errorObjectSchema = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});

export type ErrorObject = z.infer<typeof errorObjectSchema>;

function kindOf(status: number): { readonly type: string; readonly code: string | null } {
  if (status === 401) return { type: "invalid_request_error", code: "invalid_api_key" };
  if (status === 403) return { type: "permission_error", code: null };
  if (status === 405) return { type: "invalid_request_error", code: "method_not_supported" };
  if (status === 429) return { type: "rate_limit_error", code: "rate_limit_exceeded" };
  return { type: status >= 500 ? "server_error" : "invalid_request_error", code: null };
}

export function errorObject(
  status: number,
  detail: string,
  problems: readonly Problem[],
  code?: string,
): ErrorObject {
  const [first] = problems;
  const kind = kindOf(status);
  return {
    error: {
      message: [detail, ...problems.map(({ field, message }) => `${field}: ${message}`)].join(" "),
      type: kind.type,
      param: first?.field ?? null,
      code: code ?? kind.code,
    },
  };
}

/** A refusal of this server. */
export function errorObjectOf(error: HttpError): ErrorObject {
  return errorObject(error.status, error.message, error.problems);
}

/** Whether an address is in the place where OpenAI's clients look for their API, and so is answered in their words. */
export function isOpenaiAddress({ environment }: Pick<ServerHost, "environment">, url: string): boolean {
  return environment?.chat !== undefined && /^\/v1(?:[/?]|$)/.test(url);
}

const refusal = z.object({
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
});

/** A refusal or a failure of the graph's steps. */
export function errorObjectFor({ status_code, body }: HttpResponse): ErrorObject {
  const told = refusal.safeParse(body).data;
  return errorObject(status_code, told?.detail ?? "The request was not answered.", told?.errors ?? []);
}
