import type { ClientRequest, IncomingMessage } from "node:http";

/** A text to be posted. */
export interface Post {
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends the wait for the head of the answer, and nothing after it. */
  readonly signal: AbortSignal | null;
}

/** As many as `fetch` follows. */
const mostRedirects = 20;

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
    // Such as when the server changes to another protocol.
    asked.once("close", () =>
      settled(() => reject(new TypeError("fetch failed", { cause: new Error("No answer came.") }))),
    );
    // What breaks once the answer comes is told by the answer itself.
    asked.on("error", (cause) => settled(() => reject(new TypeError("fetch failed", { cause }))));
  });
}

async function postOnce({ url, headers, body, signal }: Post): Promise<IncomingMessage> {
  // Loaded with the first call, as the vendors' packages are.
  const { request } = url.protocol === "https:" ? await import("node:https") : await import("node:http");
  signal?.throwIfAborted();
  const whole = { ...headers, "content-length": Buffer.byteLength(body) };
  const asked = request(url, { method: "POST", headers: whole });
  asked.end(body);
  return await headOf(asked, signal);
}

/** Where an answer sends the same request; the other redirects would make it a `GET`, which no model understands. */
function redirectOf({ statusCode, headers }: IncomingMessage, from: URL): URL | undefined {
  const goesOn = statusCode === 307 || statusCode === 308;
  return goesOn && headers.location !== undefined
    ? (URL.parse(headers.location, from.href) ?? undefined)
    : undefined;
}

/**
 * Posts a text and gives the answer as soon as its head is there. The built-in `fetch` keeps the body twice until the
 * answer is whole; prompts are long, and a thousand answers may be on their way. This lets go of the body once it is
 * sent. Follows the redirects 307 and 308, and leaves `authorization` behind when they lead to another origin. Rejects
 * with the signal's reason, or as `fetch` does with a `TypeError` whose `cause` tells what broke.
 */
export async function post(request: Post): Promise<IncomingMessage> {
  let now = request;
  for (let redirects = 0; ; redirects++) {
    const incoming = await postOnce(now);
    const url = redirects < mostRedirects ? redirectOf(incoming, now.url) : undefined;
    if (url === undefined) return incoming;
    incoming.on("error", () => undefined).destroy();
    const { authorization: _, ...others } = now.headers;
    now = { ...now, url, headers: url.origin === now.url.origin ? now.headers : others };
  }
}
