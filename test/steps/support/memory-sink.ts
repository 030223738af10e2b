import { gunzipSync, constants } from "node:zlib";

import type { ResponseSink } from "#ragstep";

/** A client in memory. */
export interface MemorySink extends ResponseSink {
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Each write as text. */
  readonly writes: readonly string[];
  readonly text: string;
  readonly ended: boolean;
  /** The client goes away. */
  disconnect(): void;
}

/** Remembers what it is sent. `onWrite` is called before each write is taken; what it returns is waited for. */
export function memorySink(
  onWrite: (text: string, index: number) => Promise<void> | void = () => undefined,
): MemorySink {
  const gone = new AbortController();
  const chunks: Buffer[] = [];
  let status: number | null = null;
  let headers: Readonly<Record<string, string>> = {};
  let ended = false;
  return {
    writeHead(statusCode, sent) {
      if (status !== null) throw new Error("The head was sent twice.");
      status = statusCode;
      headers = sent;
    },
    async write(chunk) {
      if (ended) throw new Error("A write came after the end.");
      if (gone.signal.aborted) throw new Error("A write came after the disconnect.");
      await onWrite(Buffer.from(chunk).toString(), chunks.length);
      chunks.push(Buffer.from(chunk));
    },
    end() {
      ended = true;
      return Promise.resolve();
    },
    disconnect: () => gone.abort(new Error("The socket was closed.")),
    closed: gone.signal,
    get status() {
      return status;
    },
    get headers() {
      return headers;
    },
    get writes() {
      return chunks.map((chunk) => chunk.toString());
    },
    get text() {
      const all = Buffer.concat(chunks);
      const zipped = headers["Content-Encoding"] === "gzip";
      return (zipped ? gunzipSync(all, { finishFlush: constants.Z_SYNC_FLUSH }) : all).toString();
    },
    get ended() {
      return ended;
    },
  };
}
