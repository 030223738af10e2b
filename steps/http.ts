import { z } from "zod";

import { readAttachedPaths } from "#rag/request/attached-paths.ts";
import { type HttpResponse, type RequestIO, UsageError } from "#ragstep";

import { isIngestionRequest, toIngestionInput } from "./ingestion-request.ts";

const httpRequest = z.strictObject({
  method: z.string().default("POST"),
  path: z.string().default("/api/v1/chat"),
  headers: z.record(z.string(), z.string()).default({}),
  /** Whatever the client sent; the graph judges it. */
  body: z.unknown().optional(),
  /** Whether the address itself says that the answer is streamed, or not; else body and headers decide. */
  streaming: z.boolean().optional(),
});

const requestId = /^[\w.:-]{1,128}$/;

/**
 * A request file's `request` block to the run's input: an HTTP request, or `{ "monitor": … }` for a look at the feeds.
 * Throws a `UsageError` when it is neither.
 */
export function toInput(request: unknown, io: RequestIO): Readonly<Record<string, unknown>> {
  if (isIngestionRequest(request)) return toIngestionInput(request, io);
  const parsed = httpRequest.safeParse(request);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path: at, message }) =>
      at.length === 0 ? message : `${["request", ...at.map(String)].join(".")}: ${message}`,
    );
    throw new UsageError("request-shape", `The request file holds no HTTP request: ${wrong.join("; ")}.`, {
      hint: '{ "request": { "headers": { "authorization": "Bearer demo" }, "body": { "messages": [{ "role": "user", "content": "…" }] } } }',
    });
  }
  const { method, path, headers, body, streaming } = parsed.data;
  const lowered = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  // Only a file of this machine may name others of it; a client over the network sends bytes.
  const whole = io.baseDirectory === undefined ? body : readAttachedPaths(body, io.baseDirectory);
  const given = lowered["x-request-id"];
  return {
    // A client's id is kept when it is one that cannot disturb a log.
    request_id: given !== undefined && requestId.test(given) ? given : io.ids.next("req"),
    http_request: { method: method.toUpperCase(), path, headers: lowered, body: whole ?? null },
    response_sink: io.sink,
    ...(streaming === undefined ? {} : { streaming: { requested: streaming } }),
  };
}

const headersSchema = z.record(z.string(), z.string());

/** The state at the end of the response to what a client gets when nothing was streamed. */
export function toResponse(state: Readonly<Record<string, unknown>>): HttpResponse {
  const report = state["ingestion_report"];
  // A look at the feeds has no client: whoever started it gets its report.
  if (report !== undefined)
    return { status_code: 200, headers: { "content-type": "application/json; charset=utf-8" }, body: report };
  const status = z.number().int().safeParse(state["status_code"]);
  return {
    status_code: status.success ? status.data : 500,
    headers: headersSchema.parse(state["response_headers"] ?? {}),
    body: state["response_body"] ?? null,
  };
}
