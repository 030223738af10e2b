import type { FastifyReply, FastifyRequest } from "fastify";
import type { ResponseSink } from "../definition/environment.ts";
import type { ServerHost } from "./host.ts";

/** What a client of an event stream reads over. */
export const comment = new TextEncoder().encode(": heartbeat\n\n");

/**
 * Whether an interim response does no harm: every client must read over one, and some take it for the answer. The Fetch
 * standard reads over it, and its implementations say that they are such; others ask for it.
 */
function takesInterim({ raw, headers }: FastifyRequest): boolean {
  if (raw.httpVersion !== "1.1") return false;
  const asked = [headers["prefer"] ?? []].flat().join(",").toLowerCase().split(",");
  return headers["sec-fetch-mode"] !== undefined || asked.some((one) => one.trim() === "processing");
}

function isEventStream(headers: Readonly<Record<string, string>>): boolean {
  const given = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (
    given.get("content-type")?.startsWith("text/event-stream") === true && !given.has("content-encoding")
  );
}

const lineFeed = 10;

/** Whether the bytes end an event, so that a comment may follow. */
function endsEvent(chunk: Uint8Array): boolean {
  return chunk.at(-1) === lineFeed && chunk.at(-2) === lineFeed;
}

/** A sink whose client hears that the server is alive while the steps say nothing. */
export interface LivelySink extends ResponseSink {
  /** No more signs. */
  quiet(): void;
}

/**
 * Before the head an interim response (`102 Processing`), which is none and leaves status and headers to the steps;
 * behind it a comment between two events of an event stream. In a body of any other kind nothing may be added.
 */
export function withSignsOfLife(
  host: ServerHost,
  request: FastifyRequest,
  reply: FastifyReply,
  sink: ResponseSink,
): LivelySink {
  const { clock, settings } = host;
  const { heartbeat_ms } = settings.timeouts;
  const interim = settings.interim_responses && takesInterim(request);
  const over = new AbortController();
  reply.raw.once("close", () => over.abort());
  let last = clock.monotonic();
  let writing = 0;
  let streams = false;
  let betweenEvents = true;

  const send = async (chunk: Uint8Array): Promise<void> => {
    last = clock.monotonic();
    writing++;
    try {
      await sink.write(chunk);
    } finally {
      writing--;
      last = clock.monotonic();
    }
  };
  const sign = async (): Promise<void> => {
    last = clock.monotonic();
    if (!reply.raw.headersSent && interim) reply.raw.writeProcessing();
    // To a client that takes nothing, silence is no sign of death.
    if (streams && betweenEvents && writing === 0) await send(comment);
  };
  const beat = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const silent = clock.monotonic() - last;
      if (silent >= heartbeat_ms) await sign();
      else await clock.sleep(heartbeat_ms - silent, over.signal);
    }
  };
  beat().catch(() => undefined);

  return {
    closed: sink.closed,
    writeHead(statusCode, headers) {
      sink.writeHead(statusCode, headers);
      streams = isEventStream(headers);
      if (!streams) over.abort();
    },
    async write(chunk) {
      betweenEvents = endsEvent(chunk);
      await send(chunk);
    },
    async end() {
      over.abort();
      await sink.end();
    },
    quiet: () => over.abort(),
  };
}
