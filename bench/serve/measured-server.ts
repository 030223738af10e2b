/**
 * Loaded into a server before the server itself, with `--expose-gc`: asked for it, tells how much of its memory is live,
 * which nothing but a collection can say.
 */
import { setImmediate as nextTurn } from "node:timers/promises";
import { tell } from "./process.ts";

async function tellLive(): Promise<void> {
  // What a collection finds to be finalized is free only after the next one.
  globalThis.gc?.();
  await nextTurn();
  globalThis.gc?.();
  // At once: a turn of a thousand streams leaves more garbage than a stream is large.
  const { heapUsed, external } = process.memoryUsage();
  await tell({ live: heapUsed + external });
}

process.on("message", () => void tellLive());
// It must not keep the server from ending.
process.channel?.unref();
