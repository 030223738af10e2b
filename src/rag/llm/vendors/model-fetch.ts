import type { IncomingMessage } from "node:http";
import { post } from "../post.ts";

/** A body of bytes as they come: no more is read from the socket than is taken. */
function bodyOf(incoming: IncomingMessage, signal: AbortSignal | null): ReadableStream<Uint8Array> {
  let isOver = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const broken = (error: unknown): void => {
        if (isOver) return;
        isOver = true;
        controller.error(error);
      };
      const onAbort = (): void => {
        broken(signal?.reason);
        incoming.destroy();
      };
      incoming.on("data", (bytes: Buffer) => {
        if (isOver) return;
        controller.enqueue(bytes);
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.once("end", () => {
        if (isOver) return;
        isOver = true;
        controller.close();
      });
      incoming.once("error", (cause) => broken(new TypeError("terminated", { cause })));
      incoming.once("close", () => signal?.removeEventListener("abort", onAbort));
      incoming.pause();
      if (signal?.aborted === true) onAbort();
      else signal?.addEventListener("abort", onAbort, { once: true });
    },
    pull: () => void incoming.resume(),
    cancel() {
      isOver = true;
      incoming.destroy();
    },
  });
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  return headers;
}

const withoutBody = new Set([204, 205, 304]);

function responseOf(incoming: IncomingMessage, signal: AbortSignal | null): Response {
  const { statusCode: status = 0, statusMessage: statusText = "" } = incoming;
  const hasBody = !withoutBody.has(status);
  if (!hasBody) incoming.resume();
  const head = { status, statusText, headers: headersOf(incoming) };
  return new Response(hasBody ? bodyOf(incoming, signal) : null, head);
}

/**
 * `fetch` for what vendors' packages ask of their servers, a text posted to an address; see `post` for what it spares.
 * Rejects as `fetch` does.
 */
export const modelFetch: typeof fetch = async (input, init = {}) => {
  const { method, body, signal = null } = init;
  if (typeof input !== "string" || method !== "POST" || typeof body !== "string")
    return await fetch(input, init);
  const given = Object.fromEntries(new Headers(init.headers));
  const headers = { accept: "*/*", ...given, "accept-encoding": "identity" };
  return responseOf(await post({ url: new URL(input), headers, body, signal }), signal);
};
