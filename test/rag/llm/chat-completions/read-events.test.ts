import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { readEvents } from "../../../../src/rag/llm/chat-completions/read-events.ts";
import { rejection } from "../collect.ts";

interface Streamed extends AsyncDisposable {
  readonly incoming: IncomingMessage;
  readonly agent: Agent;
}

/** The answer of a server that replies so. */
async function streamed(reply: (response: ServerResponse) => void): Promise<Streamed> {
  const server = createServer((_, response) => reply(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, host: "127.0.0.1", agent }, resolve).on("error", reject);
  });
  incoming.on("error", () => undefined);
  return {
    incoming,
    agent,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function allOf(events: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const event of events) all.push(event);
  return all;
}

test("events are the same wherever the bytes are cut", async () => {
  const bytes = Buffer.from(
    ": a comment\r\n\r\ndata: perché 🙂\n\nevent: x\ndata: two\ndata: lines\n\ndata: [DONE]\n\n",
  );
  await using server = await streamed((response) => {
    let at = 0;
    const more = (): void => {
      if (at === bytes.length) response.end();
      else response.write(bytes.subarray(at, ++at), () => setImmediate(more));
    };
    more();
  });
  expect(await allOf(readEvents(server.incoming))).toEqual(["perché 🙂", "two\nlines"]);
});

test("what comes after `[DONE]` is not read, and the connection serves the next request", async () => {
  await using server = await streamed((response) => {
    response.write("data: one\n\ndata: [DONE]\n\ndata: two\n\n");
    setImmediate(() => response.end("data: three\n\n"));
  });
  const freed = new Promise((resolve) => server.agent.once("free", resolve));
  expect(await allOf(readEvents(server.incoming))).toEqual(["one"]);
  await freed;
  expect(server.incoming.readableEnded).toBe(true);
});

test("a server that says `[DONE]` and does not close the answer is left after a second", async () => {
  const { promise: left, resolve: leave } = Promise.withResolvers<void>();
  await using server = await streamed((response) => {
    response.once("close", leave);
    response.write("data: one\n\ndata: [DONE]\n\n");
  });
  expect(await allOf(readEvents(server.incoming))).toEqual(["one"]);
  await expect(left).resolves.toBeUndefined();
});

test("a connection that breaks is told as `fetch` tells it, with its cause", async () => {
  await using server = await streamed((response) => {
    response.write("data: one\n\ndata: tw", () => response.destroy());
  });
  const error = await rejection(allOf(readEvents(server.incoming)));
  expect(error).toMatchObject({ name: "TypeError", message: "terminated", cause: { code: "ECONNRESET" } });
});

test("an event without end is given up, and what has been read of it let go", async () => {
  const part = Buffer.alloc(1024 * 1024, "x");
  await using server = await streamed((response) => {
    response.write("data: ");
    const more = (): void => {
      while (!response.destroyed && response.write(part));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  });
  const error = await rejection(allOf(readEvents(server.incoming)));
  expect(error).toMatchObject({
    name: "SyntaxError",
    message: "An event is longer than 8000000 characters.",
  });
  server.incoming.destroy();
});

test("a stream that ends without `[DONE]` gives what was whole", async () => {
  await using server = await streamed((response) => response.end("data: one\n\ndata: half"));
  expect(await allOf(readEvents(server.incoming))).toEqual(["one"]);
});
