import type { ResponseSink } from "../../../src/definition/environment.ts";

/** A receiver that a test looks into, holds up, and sends away. */
export interface TestSink extends ResponseSink {
  readonly head:
    { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> } | undefined;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly writes: number;
  readonly ended: boolean;
  /** From now on a write waits until `take` is called. */
  holdUp(): void;
  take(): void;
  leave(): void;
}

export function createTestSink(): TestSink {
  const closing = new AbortController();
  const chunks: Uint8Array[] = [];
  let head: TestSink["head"];
  let ended = false;
  let gate: PromiseWithResolvers<void> | undefined;
  return {
    closed: closing.signal,
    writeHead(statusCode, headers) {
      head = { statusCode, headers };
    },
    async write(chunk) {
      closing.signal.throwIfAborted();
      chunks.push(chunk);
      await gate?.promise;
      closing.signal.throwIfAborted();
    },
    async end() {
      ended = true;
    },
    get head() {
      return head;
    },
    get bytes() {
      return Buffer.concat(chunks);
    },
    get text() {
      return Buffer.concat(chunks).toString("utf8");
    },
    get writes() {
      return chunks.length;
    },
    get ended() {
      return ended;
    },
    holdUp() {
      gate = Promise.withResolvers();
    },
    take() {
      gate?.resolve();
      gate = undefined;
    },
    leave() {
      closing.abort(new Error("connection reset"));
      gate?.resolve();
    },
  };
}
