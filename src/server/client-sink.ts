import type { ServerResponse } from "node:http";
import type { ResponseSink } from "../definition/environment.ts";
import type { Clock } from "../definition/step.ts";

/** A client over a socket: bytes go out as fast as it reads them and no faster. */
export interface ClientSink extends ResponseSink {
  /** The status that was sent; null before. */
  readonly status: () => number | null;
}

/** What a sink needs beside the response. */
export interface ClientSinkOptions {
  readonly clock: Clock;
  /** How long a client may take nothing. */
  readonly stallMs: number;
  /** Called once, before the head goes out: whoever owns the response lets go of it. */
  readonly onHead: () => void;
}

/**
 * Waits until the response takes more. A client that takes nothing for too long, or whose machine is gone without a
 * word, is cut off: nothing else would free what it holds.
 */
async function drained(
  response: ServerResponse,
  closed: AbortSignal,
  options: ClientSinkOptions,
): Promise<void> {
  const ready = new AbortController();
  const onDrain = () => ready.abort();
  response.once("drain", onDrain);
  try {
    await options.clock.sleep(options.stallMs, AbortSignal.any([ready.signal, closed]));
  } catch {
    closed.throwIfAborted();
    return;
  } finally {
    response.off("drain", onDrain);
  }
  response.destroy();
  throw new Error("The client takes nothing.");
}

/** Makes the sink of a response. `closed` is aborted when the connection ends before the response does. */
export function clientSink(response: ServerResponse, options: ClientSinkOptions): ClientSink {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort(new Error("The client went away."));
  });
  // Written to after the client has gone: told by `closed`, not by a crash.
  response.on("error", () => gone.abort(new Error("The client went away.")));
  let status: number | null = null;
  return {
    closed: gone.signal,
    status: () => status,
    writeHead(statusCode, headers) {
      options.onHead();
      status = statusCode;
      const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
      for (const name of response.getHeaderNames()) if (names.has(name)) response.removeHeader(name);
      // Whether the connection stays is the client's to say; the steps know nothing of connections.
      const sent = response.shouldKeepAlive
        ? { ...headers }
        : Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "connection"));
      response.writeHead(statusCode, sent);
      response.flushHeaders();
    },
    async write(chunk) {
      gone.signal.throwIfAborted();
      if (!response.write(chunk)) await drained(response, gone.signal, options);
    },
    async end() {
      gone.signal.throwIfAborted();
      response.end();
    },
  };
}
