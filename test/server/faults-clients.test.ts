import { connect } from "node:net";
import type { Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createSystemClock } from "../../src/runtime/system-clock.ts";
import { serveOpenAi } from "../rag/llm/openai-server.ts";
import { endless } from "./endless-model.ts";
import { onlyModel, question, serving } from "./serving.ts";

const payload = JSON.stringify({ query: question });
const clock = createSystemClock();

function askOver(base: string): Socket {
  const socket = connect(Number(new URL(base).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(
    [
      "POST /api/v1/chat/stream HTTP/1.1",
      "host: localhost",
      "authorization: Bearer demo",
      "content-type: application/json",
      `content-length: ${Buffer.byteLength(payload)}`,
      "",
      payload,
    ].join("\r\n"),
  );
  onTestFinished(() => void socket.destroy());
  return socket;
}

test("a client that reads nothing makes the model wait, not the memory grow, and is cut off in the end", async () => {
  const said = { bytes: 0 };
  const closed = Promise.withResolvers<void>();
  await using model = await serveOpenAi(endless(said, closed));
  const { listen, host } = await serving({
    settings: onlyModel(model.baseUrl),
    server: { timeouts: { stall_ms: 300 } },
  });
  const socket = askOver(await listen());
  socket.pause();
  await closed.promise;
  // What fits into the buffers of the sockets between model, server and client, and no more.
  expect(said.bytes).toBeLessThan(40_000_000);
  await host.live.idle();
  expect(host.runs.list({}, { limit: 1 }).runs[0]?.status).toBe("completed");
  socket.resume();
  await new Promise((resolve) => socket.once("close", resolve));
  expect(host.live.openStreams).toBe(0);
});

test("a client that closes its half after asking, or is reset, leaves nothing behind", async () => {
  for (const leave of [(socket: Socket) => socket.end(), (socket: Socket) => socket.resetAndDestroy()]) {
    const said = { bytes: 0 };
    const closed = Promise.withResolvers<void>();
    await using model = await serveOpenAi(endless(said, closed));
    const { listen, host } = await serving({ settings: onlyModel(model.baseUrl) });
    const socket = askOver(await listen());
    await new Promise((resolve) => socket.once("data", resolve));
    leave(socket);
    await closed.promise;
    if (!socket.closed) await new Promise((resolve) => socket.destroy().once("close", resolve));
    await host.live.idle();
    await clock.sleep(0);
    expect([host.live.size, host.live.openStreams]).toEqual([0, 0]);
  }
});

test("a client that leaves before its request is whole starts nothing", async () => {
  const { listen, host, app } = await serving();
  const socket = connect(Number(new URL(await listen()).port), "127.0.0.1");
  const gone = new Promise<void>((resolve) =>
    app.server.once("connection", (other) => other.once("close", () => resolve())),
  );
  socket.write("POST /api/v1/chat HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{", () => {
    socket.resetAndDestroy();
  });
  await gone;
  expect(host.runs.list({}, { limit: 1 }).runs).toEqual([]);
});

/** What a server says on one connection until it closes it. */
async function heard(base: string, ...requests: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(base).port), "127.0.0.1");
  socket.on("error", () => undefined);
  let text = "";
  socket.setEncoding("utf8").on("data", (part: string) => (text += part));
  socket.write(requests.join(""));
  await new Promise((resolve) => socket.once("close", resolve));
  return text;
}

test("streams that are asked for in one go come one after the other, whole, and in order", async () => {
  const { listen, host } = await serving();
  const request = (query: string, more: readonly string[]) => {
    const body = JSON.stringify({ query });
    const lines = ["POST /api/v1/chat/stream HTTP/1.1", "host: localhost", "authorization: Bearer demo"];
    const length = `content-length: ${Buffer.byteLength(body)}`;
    return [...lines, "content-type: application/json", length, ...more, "", body].join("\r\n");
  };
  const text = await heard(
    await listen(),
    request(question, ["x-request-id: req_first"]),
    request("Che cos'è il modello F24?", ["x-request-id: req_second", "connection: close"]),
  );
  const answers = text.split("HTTP/1.1 200 OK\r\n").slice(1);
  expect(answers.map((answer) => /x-request-id: (\S+)/.exec(answer)?.[1])).toEqual([
    "req_first",
    "req_second",
  ]);
  for (const answer of answers) expect(answer.match(/data: \[DONE\]/g)).toHaveLength(1);
  await host.live.idle();
  expect(host.live.openStreams).toBe(0);
});

test("what is no request behind a good one is refused, and the good one is answered", async () => {
  const { listen } = await serving();
  const text = await heard(
    await listen(),
    "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n",
    "what?\r\n\r\n",
  );
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 400"]);
});
