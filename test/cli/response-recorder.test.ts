import { gzipSync } from "node:zlib";

import { expect, test } from "vitest";
import { gzipEncoding } from "../../src/rag/streaming/gzip-encoding.ts";
import { recordResponse } from "../../src/cli/response-recorder.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const staying = new AbortController().signal;

function client(behaviour: { readonly disconnect_after_frames?: number }, gone: AbortSignal = staying) {
  const passed: string[] = [];
  const recorder = recordResponse(
    async (chunk) => {
      passed.push(new TextDecoder().decode(chunk));
    },
    behaviour,
    gone,
  );
  return { ...recorder, passed };
}

test("a client to which nothing was sent has no response", () => {
  expect(client({}).response()).toBeNull();
});

test("bytes are passed on as they come and kept as frames", async () => {
  const { sink, response, passed } = client({});
  sink.writeHead(200, { "Content-Type": "text/event-stream" });
  await sink.write(bytes("data: a\n\nda"));
  await sink.write(bytes("ta: b\n\n"));
  await sink.end();
  expect(passed).toEqual(["data: a\n\nda", "ta: b\n\n"]);
  expect(response()).toEqual({
    status_code: 200,
    headers: { "Content-Type": "text/event-stream" },
    text: "data: a\n\ndata: b\n\n",
    frames: ["data: a", "data: b"],
  });
});

test("a character cut in two by chunks is whole in the copy", async () => {
  const { sink, response } = client({});
  sink.writeHead(200, {});
  const whole = bytes("data: è\n\n");
  await sink.write(whole.slice(0, 7));
  await sink.write(whole.slice(7));
  expect(response()?.frames).toEqual(["data: è"]);
});

test("a client that leaves after two frames gets two, and writing to it fails from then on", async () => {
  const { sink, response } = client({ disconnect_after_frames: 2 });
  sink.writeHead(200, {});
  await sink.write(bytes("data: a\n\n"));
  expect(sink.closed.aborted).toBe(false);
  await sink.write(bytes("data: b\n\n"));
  expect(sink.closed.aborted).toBe(true);
  await expect(sink.write(bytes("data: c\n\n"))).rejects.toThrow("The client went away.");
  expect(response()?.frames).toEqual(["data: a", "data: b"]);
});

test("a terminal that is gone is a client that is gone", async () => {
  const gone = new AbortController();
  const { sink } = client({}, gone.signal);
  sink.writeHead(200, {});
  gone.abort(new Error("EPIPE"));
  expect(sink.closed.aborted).toBe(true);
  await expect(sink.write(bytes("x"))).rejects.toThrow("EPIPE");
});

test("a compressed body is kept as the frames that it holds, whole and cut off", async () => {
  const { sink, response } = client({ disconnect_after_frames: 2 });
  const gzip = gzipEncoding();
  sink.writeHead(200, { "Content-Encoding": "gzip" });
  await sink.write(await gzip.encode("data: è\n\n"));
  expect(sink.closed.aborted).toBe(false);
  await sink.write(await gzip.encode("data: b\n\n"));
  expect(sink.closed.aborted).toBe(true);
  expect(response()).toMatchObject({ text: "data: è\n\ndata: b\n\n", frames: ["data: è", "data: b"] });
  const whole = client({});
  whole.sink.writeHead(200, { "content-encoding": "GZIP" });
  await whole.sink.write(gzipSync("data: a\n\n"));
  expect(whole.response()?.frames).toEqual(["data: a"]);
});

test.each(["br", "gzip"])(
  "a body that is not readable as %s is kept in base64, and says so",
  async (encoding) => {
    const { sink, response } = client({});
    sink.writeHead(200, { "Content-Encoding": encoding });
    await sink.write(bytes("not it"));
    const base64 = Buffer.from("not it").toString("base64");
    expect(response()).toMatchObject({ text: base64, frames: [base64], body_encoding: "base64" });
  },
);
