import { z } from "zod";
import { errorBodySchema } from "../../../src/server/api-schemas.ts";
import { SourceError } from "./source-error.ts";
import type { SourceErrorKind } from "./source-error.ts";
import type { Tokens } from "./tokens.ts";

/** How a server is reached. */
export interface ServerAccess {
  /** In front of every path, such as `http://127.0.0.1:8105`; empty for the page's own server. */
  readonly base: string;
  readonly tokens: Pick<Tokens, "current" | "replace">;
}

/** A request to a path of the server. */
export interface ServerCall {
  readonly path: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

function kindOf(status: number): SourceErrorKind {
  if (status === 401) return "unauthorized";
  if (status === 404) return "not-found";
  if (status === 429 || status === 503) return "busy";
  return status >= 500 ? "failed" : "refused";
}

/** Seconds, as this server writes them. */
function waitMsOf(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

async function refusal(response: Response): Promise<SourceError> {
  const text = await response.text().catch(() => "");
  const body = z.preprocess(parsed, errorBodySchema).safeParse(text).data;
  // One thing that is wrong is often all that the sentence says.
  const more = (body?.errors ?? []).filter(({ message }) => message !== body?.detail);
  const problems = more.map(({ field, message }) => `\`${field}\` ${message}`);
  const said = body?.detail ?? `The server answered with status ${response.status}.`;
  return new SourceError(kindOf(response.status), [said, problems.join("; ")].filter(Boolean).join(" "), {
    waitMs: waitMsOf(response),
    runId: response.headers.get("x-run-id"),
  });
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

async function send(access: ServerAccess, call: ServerCall, token: string | null): Promise<Response> {
  const { path, method = "GET", headers, body, signal } = call;
  try {
    return await fetch(access.base + path, {
      method,
      headers: { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new SourceError("unreachable", "The server does not answer. Is it still running?", { cause });
  }
}

/**
 * Sends a request with the page's token; a token that is wanted is asked for, and the request sent again. Throws a
 * `SourceError` for anything but success, and what `fetch` throws when it is aborted.
 */
export async function callServer(access: ServerAccess, call: ServerCall): Promise<Response> {
  for (let token = access.tokens.current(); ;) {
    const response = await send(access, call, token);
    if (response.ok) return response;
    const error = await refusal(response);
    if (error.kind !== "unauthorized") throw error;
    const other = await access.tokens.replace(token, error.message);
    if (other === null) throw error;
    token = other;
  }
}

/** What is at a path, checked. */
export async function readServer<T>(access: ServerAccess, path: string, schema: z.ZodType<T>): Promise<T> {
  const response = await callServer(access, { path });
  return readJson(await response.text(), schema, path);
}

/** Checks a text that should be JSON of a known form. Throws a `SourceError` that names the first thing that is wrong. */
export function readJson<T>(text: string, schema: z.ZodType<T>, where: string): T {
  const read = schema.safeParse(parsed(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const at = issue?.path.join(".");
  throw new SourceError(
    "unreadable",
    `What ${where} holds is not what this page knows${at ? ` (\`${at}\`: ${issue?.message})` : ""}. Are server and page of the same version?`,
    { cause: read.error },
  );
}
