import type { ResponseSink } from "../definition/environment.ts";
import type { ClientBehaviour } from "../project/expectation-schema.ts";

/** What a client got of a streamed response, so far. */
export interface StreamedResponse {
  readonly status_code: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Server-sent events, each without the blank line that ends it. */
  readonly frames: readonly string[];
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
  const decoder = new TextDecoder();
  let head: { readonly status_code: number; readonly headers: Readonly<Record<string, string>> } | null =
    null;
  let text = "";
  return {
    sink: {
      closed,
      writeHead(statusCode, headers) {
        head = { status_code: statusCode, headers };
      },
      async write(chunk) {
        closed.throwIfAborted();
        text += decoder.decode(chunk, { stream: true });
        await forward(chunk);
        const limit = client.disconnect_after_frames;
        if (limit !== undefined && text.split("\n\n").length > limit)
          left.abort(new Error("The client went away."));
      },
      async end() {
        text += decoder.decode();
      },
    },
    response: () => (head === null ? null : { ...head, text, frames: framesOf(text) }),
  };
}
