import { expect, test } from "vitest";
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
