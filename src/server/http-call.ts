import type { FastifyRequest } from "fastify";
import type { Environment, HttpCall, HttpRoute, RequestIO } from "../definition/environment.ts";
import { accessOf } from "./guards.ts";
import { unauthorized } from "./auth.ts";
import { HttpError } from "./http-error.ts";
import { requestIdHeader } from "./request-ids.ts";
import { z } from "zod";

/** The value as its schema gives it. Throws an `HttpError` 400 that names every wrong field and never what was sent. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, whole: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HttpError("invalid-request", {
    problems: parsed.error.issues.map(({ path, message }) => ({
      field: path.map(String).join(".") || whole,
      message,
    })),
  });
}

function flat(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(values))
    if (typeof value === "string") texts[name] = value;
    else if (Array.isArray(value)) texts[name] = value.join(", ");
  return texts;
}

/** Whether a value has keys: an object, or a list, whose keys are its places. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A request as a route sees it. The request's id is in its headers, the client's own or the one that was made. */
export function callOf(
  request: FastifyRequest,
  route: Pick<HttpRoute, "kind" | "query" | "body">,
  environment: Environment | null,
): HttpCall {
  const { method, url, query, params, body } = request;
  const { caller } = accessOf(request);
  // The steps of a run say themselves who may not ask.
  if (caller === null && route.kind !== "run")
    throw unauthorized(request.headers.authorization !== undefined);
  // A run's body is judged by its steps, unless it is their state as it comes.
  const isJudged = route.kind === "run" && environment?.toInput !== undefined;
  return {
    method,
    path: url,
    headers: { ...flat(request.headers), [requestIdHeader]: request.id },
    params: isObject(params) ? flat(params) : {},
    query: route.query === undefined ? query : checked(route.query, query, "query"),
    body: route.body === undefined || isJudged ? body : checked(route.body, body, "body"),
    caller,
  };
}

const stateKeys = z.record(z.string(), z.unknown());

/** A run's input: what the environment makes of the request, or else the request itself, whose keys are state keys. */
export function inputOf(
  environment: Environment | null,
  request: unknown,
  io: RequestIO,
): Readonly<Record<string, unknown>> {
  return environment?.toInput?.(request, io) ?? checked(stateKeys, request, "body");
}
