import type { ResponseSink } from "../../definition/environment.ts";

/** An open response: frames go in as text, bytes go out through the sink, compressed when that was asked for. */
export interface ResponseWriter {
  /** Resolves when the receiver is ready for more; rejects once it is gone. */
  write(frame: string): Promise<void>;
  /** Writes what the compression holds back and closes. The writer takes nothing more. */
  end(): Promise<void>;
  /** Frames written. */
  readonly frames: number;
  /** Bytes handed to the sink, after compression. */
  readonly bytes: number;
  /** Aborted when the receiver has gone. */
  readonly closed: AbortSignal;
}

/** Turns text into bytes on their way out. Each call gives all bytes of its text, so that no frame waits for the next. */
export interface Encoding {
  encode(text: string): Promise<Uint8Array> | Uint8Array;
  /** The bytes that close the encoding; empty when it needs none. */
  finish(): Promise<Uint8Array> | Uint8Array;
}

const utf8 = new TextEncoder();
/** Bytes as they are. */
const identity: Encoding = { encode: (text) => utf8.encode(text), finish: () => new Uint8Array() };

/** Sends status and headers, and opens the response for frames. */
export function openResponse(
  sink: ResponseSink,
  head: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> },
  encoding: Encoding = identity,
): ResponseWriter {
  let frames = 0;
  let bytes = 0;
  const send = async (chunk: Uint8Array) => {
    if (chunk.length === 0) return;
    sink.closed.throwIfAborted();
    await sink.write(chunk);
    bytes += chunk.length;
  };
  sink.writeHead(head.statusCode, head.headers);
  return {
    async write(frame) {
      await send(await encoding.encode(frame));
      frames += 1;
    },
    async end() {
      await send(await encoding.finish());
      await sink.end();
    },
    get frames() {
      return frames;
    },
    get bytes() {
      return bytes;
    },
    closed: sink.closed,
  };
}
