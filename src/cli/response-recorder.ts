import { constants, gunzipSync } from "node:zlib";

import type { ResponseSink } from "../definition/environment.ts";
import type { ClientBehaviour } from "../project/expectation-schema.ts";

/** What a client got of a streamed response, so far. */
export interface StreamedResponse {
  readonly status_code: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, decompressed where it was sent as gzip. */
  readonly text: string;
  /** Server-sent events, each without the blank line that ends it. */
  readonly frames: readonly string[];
  /** Present when the body is in an encoding that is not read here: `text` and the one frame are its bytes in base64. */
  readonly body_encoding?: "base64";
}

/** A client that remembers what it got. */
export interface ResponseRecorder {
  readonly sink: ResponseSink;
  /** Null as long as nothing was sent. */
  readonly response: () => StreamedResponse | null;
}

/** Cuts a stream of server-sent events; what follows the last blank line was cut off and is a frame too. */
function framesOf(text: string): readonly string[] {
  return text.split("\n\n").filter((frame) => frame !== "");
}

/** The text of a body as far as it has come; undefined in an encoding that is not known, or that the bytes are not in. */
function readBody(bytes: Uint8Array, headers: Readonly<Record<string, string>>): string | undefined {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === "content-encoding") ?? "";
  const encoding = headers[name]?.toLowerCase() ?? "identity";
  if (encoding === "identity") return new TextDecoder().decode(bytes);
  if (encoding !== "gzip") return undefined;
  try {
    // A client that goes away has a beginning of it.
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString("utf8");
  } catch {
    return undefined;
  }
}

/**
 * Makes a client that passes every byte on as it comes and keeps a copy. It goes away when `client` says so, or when
 * `gone` is aborted; writing to it rejects from then on.
 */
export function recordResponse(
  forward: (chunk: Uint8Array) => Promise<void>,
  client: ClientBehaviour,
  gone: AbortSignal,
): ResponseRecorder {
  const left = new AbortController();
  const closed = AbortSignal.any([left.signal, gone]);
  const chunks: Uint8Array[] = [];
  let head: { readonly status_code: number; readonly headers: Readonly<Record<string, string>> } | null =
    null;
  const body = (): string | undefined => readBody(Buffer.concat(chunks), head?.headers ?? {});
  return {
    sink: {
      closed,
      writeHead(statusCode, headers) {
        head = { status_code: statusCode, headers };
      },
      async write(chunk) {
        closed.throwIfAborted();
        chunks.push(chunk.slice());
        await forward(chunk);
        const limit = client.disconnect_after_frames;
        if (limit !== undefined && (body() ?? "").split("\n\n").length > limit)
          left.abort(new Error("The client went away."));
      },
      async end() {},
    },
    response: () => {
      if (head === null) return null;
      const text = body();
      if (text !== undefined) return { ...head, text, frames: framesOf(text) };
      const bytes = Buffer.concat(chunks).toString("base64");
      return { ...head, text: bytes, frames: bytes === "" ? [] : [bytes], body_encoding: "base64" };
    },
  };
}
