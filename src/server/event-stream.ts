import type { FastifyReply } from "fastify";
import { clientSink } from "./client-sink.ts";
import type { ClientSink } from "./client-sink.ts";
import { comment } from "./signs-of-life.ts";
import type { ServerHost } from "./host.ts";

/** An event stream that this server itself writes. */
export interface EventStream {
  /** Aborted when the client goes, or the server ends. */
  readonly closed: AbortSignal;
  /** Aborted when the client goes. */
  readonly left: AbortSignal;
  /** Sends the head, when it was not sent yet, and the text, as fast as the client takes it. */
  write(text: string): Promise<void>;
  end(): Promise<void>;
  /** Says that it is alive while nothing comes, from now on. Throws never. */
  keepAlive(): void;
}

const utf8 = new TextEncoder();

/** The sink of a reply; who writes to it sends the response from the head on. */
export function sinkOf(host: ServerHost, reply: FastifyReply): ClientSink {
  return clientSink(reply.raw, {
    clock: host.clock,
    stallMs: host.settings.timeouts.stall_ms,
    onHead() {
      host.live.streamOpened();
      reply.raw.once("close", () => host.live.streamClosed());
      // What was set on the reply, such as the request's id, goes out with the head.
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value);
      reply.hijack();
    },
  });
}

/** Opens an event stream; nothing is sent before the first `write`, so that a refusal is still possible. */
export function eventStream(
  host: ServerHost,
  reply: FastifyReply,
  headers: Readonly<Record<string, string>> = {},
): EventStream {
  const sink = sinkOf(host, reply);
  const ended = new AbortController();
  reply.raw.once("close", () => ended.abort());
  const closed = AbortSignal.any([sink.closed, host.live.ended]);
  let begun = false;
  let last = host.clock.monotonic();
  const send = async (bytes: Uint8Array): Promise<void> => {
    last = host.clock.monotonic();
    if (!begun) {
      begun = true;
      sink.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache",
        "x-accel-buffering": "no",
        ...headers,
      });
    }
    await sink.write(bytes);
  };
  const beat = async (): Promise<void> => {
    const { heartbeat_ms } = host.settings.timeouts;
    const over = AbortSignal.any([closed, ended.signal]);
    while (!over.aborted) {
      const silent = host.clock.monotonic() - last;
      if (silent >= heartbeat_ms) await send(comment);
      else await host.clock.sleep(heartbeat_ms - silent, over);
    }
  };
  return {
    closed,
    left: sink.closed,
    write: (text) => send(utf8.encode(text)),
    async end() {
      ended.abort();
      await sink.end();
    },
    keepAlive: () => void beat().catch(() => undefined),
  };
}

/** Does the work of a handler. A failure after the head has gone out cuts the stream off, so that nobody takes it for whole. */
export async function orCutOff(
  reply: FastifyReply,
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work();
  } catch (error) {
    if (!reply.sent) throw error;
    reply.raw.destroy();
    return reply;
  }
}
