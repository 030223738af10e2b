import type { IncomingMessage } from "node:http";
import { createParser } from "eventsource-parser";

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
 * the connection breaks, as the body of a `fetch` does. Whoever stops reading before
 * the end is to close the connection.
 */
export async function* readEvents(incoming: IncomingMessage): AsyncGenerator<string, void, undefined> {
  const events: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => void events.push(data) });
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
    throw new TypeError("terminated", { cause });
  }
}
