import type { ClientRequest, IncomingMessage } from "node:http";

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

/** Waits for the head of the answer. The body is not given to it: what listens here lives as long as the answer. */
async function headOf(asked: ClientRequest, signal: AbortSignal | null): Promise<IncomingMessage> {
  return await new Promise<IncomingMessage>((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal?.reason);
      asked.destroy();
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    const settled = (settle: () => void): void => {
      signal?.removeEventListener("abort", onAbort);
      settle();
    };
    asked.once("response", (incoming) => settled(() => resolve(incoming)));
    // What breaks once the answer comes is told by the answer itself.
    asked.on("error", (cause) => settled(() => reject(new TypeError("fetch failed", { cause }))));
  });
}

/**
 * `fetch` for what vendors' packages ask of their servers, a text posted to an address. The built-in one keeps the body
 * twice until the answer is whole, to send it again where the server redirects it; prompts are long, and a thousand
 * answers may be on their way. This one lets go of the body once it is sent, and asks again through the built-in one
 * where the server redirects. Rejects as `fetch` does.
 */
export const modelFetch: typeof fetch = async (input, init = {}) => {
  const { method, body, signal = null } = init;
  if (typeof input !== "string" || method !== "POST" || typeof body !== "string")
    return await fetch(input, init);
  const address = new URL(input);
  const headers = {
    accept: "*/*",
    ...Object.fromEntries(new Headers(init.headers)),
    "accept-encoding": "identity",
    "content-length": Buffer.byteLength(body),
  };
  // Loaded with the first call, as the vendors' packages are.
  const { request } = address.protocol === "https:" ? await import("node:https") : await import("node:http");
  signal?.throwIfAborted();
  const asked = request(address, { method, headers });
  asked.end(body);
  const incoming = await headOf(asked, signal);
  const { statusCode = 0 } = incoming;
  if (statusCode >= 300 && statusCode < 400 && incoming.headers.location !== undefined) {
    incoming.resume();
    return await fetch(input, init);
  }
  return responseOf(incoming, signal);
};
