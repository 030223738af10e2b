import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { followEvents } from "../../../page/src/data/follow-events.ts";
import { callServer } from "../../../page/src/data/server-call.ts";
import { SourceError } from "../../../page/src/data/source-error.ts";

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

/** Answers each connection with the next reply, and the last one for ever; tells what each asked to go on after. */
async function serve(...replies: readonly Reply[]) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const reply = replies[Math.min(asked.length, replies.length - 1)];
    asked.push(String(request.headers["last-event-id"]));
    reply?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const event = (n: number): string => `id: ${n}\nevent: frame\ndata: {"n":${n}}\n\n`;

function stream(...parts: readonly string[]): Reply {
  return (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(parts.join(""));
  };
}

/** Sends the parts and breaks the connection off. */
function broken(...parts: readonly string[]): Reply {
  return (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(parts.join(""), () => setImmediate(() => response.destroy()));
  };
}

const nothing: Reply = (response) => void response.writeHead(204).end();
const refuse =
  (status: number, headers: Readonly<Record<string, string>> = {}): Reply =>
  (response) =>
    void response
      .writeHead(status, headers)
      .end(JSON.stringify({ detail: `No, ${status}.`, status_code: status, errors: [] }));

/** Follows the stream; waits are noted, not waited for. */
function follow(base: string, more: { readonly silentMs?: number; readonly signal?: AbortSignal } = {}) {
  const waits: number[] = [];
  const access = { base, tokens: { current: () => null, replace: async () => null } };
  const events = followEvents({
    after: 0,
    signal: more.signal ?? new AbortController().signal,
    sleep: async (ms) => void waits.push(ms),
    random: () => 0.5,
    silentMs: more.silentMs ?? 10_000,
    read: (data) => JSON.parse(data) as { n: number },
    open: (after, signal) =>
      callServer(access, { path: "/", headers: { "last-event-id": String(after) }, signal }),
  });
  return { events, waits };
}

async function numbers(events: AsyncIterable<{ readonly n: number }>): Promise<readonly number[]> {
  const seen: number[] = [];
  for await (const { n } of events) seen.push(n);
  return seen;
}

test("a stream that breaks goes on after the last event seen, each event once", async () => {
  const half = event(3).slice(0, 20);
  const server = await serve(
    broken(event(1), event(2), half),
    broken(event(2), event(3)),
    stream(event(4)),
    nothing,
  );
  const { events, waits } = follow(server.base);
  expect(await numbers(events)).toEqual([1, 2, 3, 4]);
  expect(server.asked).toEqual(["0", "2", "3", "4"]);
  expect(waits).toEqual([]);
});

test("an event that was left out is asked for again before those behind it", async () => {
  const server = await serve(stream(event(1), event(3)), stream(event(2), event(3)), nothing);
  expect(await numbers(follow(server.base).events)).toEqual([1, 2, 3]);
  expect(server.asked).toEqual(["0", "1", "3"]);
});

test("a number that is not to be had does not hold up the rest", async () => {
  const server = await serve(stream(event(1), event(3)), stream(event(3), event(4)), nothing);
  expect(await numbers(follow(server.base).events)).toEqual([1, 3, 4]);
});

test("waits get longer while nothing comes, and short again when something did", async () => {
  const server = await serve(
    broken(),
    refuse(503),
    refuse(500),
    broken(event(1)),
    refuse(429, { "retry-after": "7" }),
    nothing,
  );
  const { events, waits } = follow(server.base);
  expect(await numbers(events)).toEqual([1]);
  expect(waits).toEqual([250, 500, 1000, 7000]);
});

test("a connection on which nothing comes any more is replaced", async () => {
  const silent: Reply = (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(event(1));
  };
  const server = await serve(silent, stream(event(2)), nothing);
  expect(await numbers(follow(server.base, { silentMs: 50 }).events)).toEqual([1, 2]);
});

test("signs of life keep a silent connection", async () => {
  const server = await serve((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    let beats = 0;
    const timer = setInterval(() => {
      response.write(": heartbeat\n\n");
      if (++beats < 8) return;
      clearInterval(timer);
      response.end(event(1));
    }, 25);
  }, nothing);
  expect(await numbers(follow(server.base, { silentMs: 100 }).events)).toEqual([1]);
  expect(server.asked).toEqual(["0", "1"]);
});

test.each([400, 403, 404])("a refusal with %i is final", async (status) => {
  const server = await serve(refuse(status));
  await expect(numbers(follow(server.base).events)).rejects.toThrow(`No, ${status}.`);
  expect(server.asked).toHaveLength(1);
});

test("what is no event ends the stream in words", async () => {
  const server = await serve(stream("data: {}\n\n"));
  const access = { base: server.base, tokens: { current: () => null, replace: async () => null } };
  const events = followEvents({
    after: 0,
    signal: new AbortController().signal,
    sleep: async () => undefined,
    random: () => 0,
    silentMs: 1000,
    read: () => {
      throw new SourceError("unreadable", "No event.");
    },
    open: (_, signal) => callServer(access, { path: "/", signal }),
  });
  await expect(numbers(events)).rejects.toThrow("No event.");
});

test("whoever stops hears nothing more, and no error", async () => {
  const stop = new AbortController();
  const server = await serve((response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(event(1));
  });
  const seen: number[] = [];
  for await (const { n } of follow(server.base, { signal: stop.signal }).events) {
    seen.push(n);
    stop.abort();
  }
  expect(seen).toEqual([1]);
  expect(server.asked).toEqual(["0"]);
});
