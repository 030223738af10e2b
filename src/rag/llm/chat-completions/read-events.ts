import type { IncomingMessage } from "node:http";
import { createParser } from "eventsource-parser";

/** As long as an event may be, in characters: no answer is, and what has no end would fill the memory. */
const longestEvent = 8_000_000;

/** How long a server may take to close an answer that it said was over, before its connection is closed, in milliseconds. */
const closingMs = 1000;

/** Leaves the connection to the next request, once the server has ended the answer. */
function leaveOpen(incoming: IncomingMessage): void {
  const timer = setTimeout(() => incoming.destroy(), closingMs).unref();
  incoming.once("close", () => clearTimeout(timer));
  incoming.resume();
}

/**
 * The `data` of each event of a stream, up to `[DONE]`. Throws a `TypeError` when
 * the connection breaks, as the body of a `fetch` does, and a `SyntaxError` for an event without end. Whoever stops reading before
 * the end is to close the connection.
 */
export async function* readEvents(incoming: IncomingMessage): AsyncGenerator<string, void, undefined> {
  const events: string[] = [];
  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent: ({ data }) => void events.push(data),
    onError({ type }) {
      if (type === "max-buffer-size-exceeded")
        throw new SyntaxError(`An event is longer than ${longestEvent} characters.`);
    },
  });
  try {
    for await (const text of incoming.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
      parser.feed(String(text));
      for (const data of events) {
        if (data === "[DONE]") {
          leaveOpen(incoming);
          return;
        }
        yield data;
      }
      events.length = 0;
    }
  } catch (cause) {
    if (cause instanceof SyntaxError) throw cause;
    throw new TypeError("terminated", { cause });
  }
}
