import { describe, expect, it } from "vitest";

import StreamSetup from "../../../steps/streaming/StreamSetup.ts";
import { project } from "../support/project.ts";
import { session } from "../support/requests.ts";
import { settings } from "../support/settings.ts";
import { streamConfiguration, streamMetadata } from "../support/streams.ts";

const set = (change: Record<string, unknown> = {}, overrides: unknown = {}) =>
  project.runStep(StreamSetup, {
    state: {
      streaming_requested: true,
      stream_configuration: streamConfiguration(),
      processed_messages: [{ role: "user", content: "Che cos'è l'IVA?" }],
      session_data: session,
      response_metadata: streamMetadata,
      validation_warnings: [],
      ...change,
    },
    services: { settings: settings(overrides) },
  });
const headersOf = (run: Awaited<ReturnType<typeof set>>) => run.patch["sse_headers"];

describe("StreamSetup", () => {
  it("writes the line that the design card promises, word for word", async () => {
    const { line } = await set();
    expect(line.replace(/"request_id":"[^"]+"/, '"request_id":"req_1"')).toBe(
      "RAG STEP 105 (RAG.streaming.chatbotcontroller.chat.stream.setup.sse): ChatbotController.chat_stream Setup SSE | attrs=" +
        '{"step":105,"request_id":"req_1","streaming_requested":true,"streaming_setup":"configured","headers_configured":6,' +
        '"stream_context_prepared":true,"next_step":"AsyncGen","processing_stage":"completed"}',
    );
  });

  it("sends the six default headers in their order", async () => {
    expect(Object.entries(headersOf(await set()) as object)).toEqual([
      ["Content-Type", "text/event-stream"],
      ["Cache-Control", "no-cache"],
      ["Connection", "keep-alive"],
      ["Access-Control-Allow-Origin", "*"],
      ["Access-Control-Allow-Headers", "Cache-Control"],
      ["Access-Control-Allow-Methods", "GET, POST, OPTIONS"],
    ]);
  });

  it("prepares the context of the stream", async () => {
    const { patch } = await set();
    expect(patch).toMatchObject({
      streaming_setup: "configured",
      stream_context: {
        session_id: "session_demo",
        user_id: "user_demo",
        provider: "cloud",
        model: "small",
        streaming_enabled: true,
        message_count: 1,
      },
    });
  });

  it("merges custom headers whatever their case, in the place of the default", async () => {
    const custom_headers = { "cache-control": "no-store", "X-Trace": "1" };
    const run = await set({ stream_configuration: streamConfiguration({ custom_headers }) });
    expect(Object.entries(headersOf(run) as object).slice(1, 2)).toEqual([["Cache-Control", "no-store"]]);
    expect(run.patch["sse_headers"]).toMatchObject({ "X-Trace": "1" });
    expect(run.attrs).toMatchObject({ headers_configured: 7 });
  });

  it("refuses headers that would split the response or lie about the body, and says so", async () => {
    const custom_headers = {
      "X-Evil": "a\r\nSet-Cookie: b",
      "X-Bare": "a\nb",
      "bad name": "x",
      "": "x",
      "content-length": "5",
      "Content-Encoding": "br",
    };
    const run = await set({ stream_configuration: streamConfiguration({ custom_headers }) });
    expect(Object.keys(headersOf(run) as object)).toHaveLength(6);
    expect(run.patch["validation_warnings"]).toHaveLength(6);
    expect(run.status).toBe("completed");
  });

  it("announces the compression that the stream will have", async () => {
    const run = await set({ stream_configuration: streamConfiguration({ enable_compression: true }) });
    expect(headersOf(run)).toMatchObject({ "Content-Encoding": "gzip" });
  });

  it("names a listed origin, with `Vary: Origin`", async () => {
    const allowed = { streaming: { allowed_origins: ["https://app.example"] } };
    const run = await set({ client_origin: "https://app.example" }, allowed);
    expect(headersOf(run)).toMatchObject({
      "Access-Control-Allow-Origin": "https://app.example",
      Vary: "Origin",
    });
  });

  it.each([["https://evil.example"], [undefined]])(
    "gives the origin %s, which is not listed, no CORS header",
    async (origin) => {
      const allowed = { streaming: { allowed_origins: ["https://app.example"] } };
      const custom_headers = { "access-control-allow-origin": "*" };
      const configuration = { stream_configuration: streamConfiguration({ custom_headers }) };
      const run = await set(
        { ...configuration, ...(origin === undefined ? {} : { client_origin: origin }) },
        allowed,
      );
      expect(Object.keys(headersOf(run) as object)).toEqual([
        "Content-Type",
        "Cache-Control",
        "Connection",
        "Vary",
      ]);
    },
  );

  it.each([
    [{ streaming_requested: false }, /none was requested/],
    [{ processed_messages: [] }, /no message/],
    [{ session_data: { id: null, user_id: null } }, /no session/],
  ])("warns for %j, in the state and to watchers, and blocks nothing", async (change, message) => {
    const run = await set({ ...change, validation_warnings: ["earlier"] });
    expect(run.patch["validation_warnings"]).toEqual(["earlier", expect.stringMatching(message)]);
    expect(run.emitted).toEqual([{ name: "warning", data: { message: expect.stringMatching(message) } }]);
    expect(run.attrs).toMatchObject({ streaming_setup: "configured" });
    expect(run.next).toEqual(["AsyncGen"]);
  });
});
