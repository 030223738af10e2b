import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProviderError } from "../../../src/rag/llm/provider-error.ts";
import {
  doneFrame,
  errorFrame,
  formatSse,
  sseFrame,
  StreamBrokenError,
} from "../../../src/rag/streaming/format-sse.ts";
import { readEvents } from "./read-events.ts";
import { allOf, streamOf } from "./sources.ts";

/** Frames up to the end or the failure. */
async function framesOf(stream: AsyncIterable<string>): Promise<{ frames: string[]; error: unknown }> {
  const frames: string[] = [];
  try {
    for await (const frame of stream) frames.push(frame);
  } catch (error) {
    return { frames, error };
  }
  return { frames, error: undefined };
}

describe("sseFrame", () => {
  it("writes each line of the data on a line of its own", () => {
    expect(sseFrame({ data: "uno\ndue\r\ntre\rquattro\n" })).toBe(
      "data: uno\ndata: due\ndata: tre\ndata: quattro\ndata: \n\n",
    );
  });

  it("writes event, id and retry before the data", () => {
    expect(sseFrame({ data: "a", event: "token", id: "7", retry: 3000 })).toBe(
      "event: token\nid: 7\nretry: 3000\ndata: a\n\n",
    );
  });

  it("is read back as it was meant, and as one event, whatever the fields hold", () => {
    const field = fc.string({ unit: fc.constantFrom("a", ":", " ", "\n", "\r", "\0", "data", "[DONE]") });
    fc.assert(
      fc.property(
        field,
        fc.option(field, { nil: undefined }),
        fc.option(field, { nil: undefined }),
        (data, event, id) => {
          const { events } = readEvents(sseFrame({ data, event, id }));
          expect(events).toHaveLength(1);
          expect(events[0]?.data).toBe(data.replaceAll(/\r\n|\r/g, "\n"));
          expect(events[0]?.id).toBe(id === undefined ? "" : id.replaceAll(/[\r\n\0]+/g, " "));
        },
      ),
    );
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("leaves out a retry of %d", (retry) => {
    expect(sseFrame({ data: "a", retry })).toBe("data: a\n\n");
  });
});

describe("formatSse", () => {
  it("gives the text back to a client that reads by the standard, however it is cut", async () => {
    const chunk = fc.string({
      unit: fc.constantFrom("a", " ", "\n", ":", "è", "🙂", "data: "),
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(chunk), fc.boolean(), async (chunks, include_id) => {
        const frames = await allOf(formatSse(streamOf(...chunks).stream, { include_id }));
        const { events } = readEvents(frames.join(""));
        expect(events.map(({ data }) => data).join("")).toBe(chunks.join(""));
        if (include_id) expect(events.map(({ id }) => id)).toEqual(events.map((_, at) => String(at)));
      }),
    );
  });

  it("names the event in each frame and the retry in the first alone", async () => {
    const frames = await allOf(
      formatSse(streamOf("a", "", "b").stream, { event: "token", include_id: true, retry_ms: 500 }),
    );
    expect(frames).toEqual([
      "event: token\nid: 0\nretry: 500\ndata: a\n\n",
      "event: token\nid: 1\ndata: b\n\n",
    ]);
  });

  it("does not let the text pass for the closing frame", async () => {
    const frames = await allOf(formatSse(streamOf("[DONE]").stream, { include_id: false }));
    expect(frames).not.toContain(doneFrame);
    expect(readEvents(frames.join("")).events.map(({ data }) => data)).toEqual(["[DONE", "]"]);
  });

  it("writes the trailer after the text is whole", async () => {
    const { stream, state } = streamOf("a");
    const trailer = async () => [{ event: "usage", data: `{"closed":${state.closed}}` }];
    const frames = await allOf(formatSse(stream, { include_id: true, trailer }));
    expect(frames).toEqual(["id: 0\ndata: a\n\n", 'event: usage\nid: 1\ndata: {"closed":true}\n\n']);
  });

  it("ends with an error frame without internals when the text breaks off", async () => {
    const secret = new Error("sk-123 at /home/x: Qual è l'aliquota?");
    const { frames, error } = await framesOf(formatSse(streamOf("a", secret).stream, { include_id: false }));
    expect(frames).toEqual([
      "data: a\n\n",
      'event: error\ndata: {"code":"stream-failed","message":"La risposta si è interrotta."}\n\n',
    ]);
    expect(error).toBeInstanceOf(StreamBrokenError);
  });

  it("tells the permanent code of a failure that has one", async () => {
    const down = new ProviderError("p", "secret", { code: "provider-status-503", retryable: true });
    const { frames } = await framesOf(formatSse(streamOf(down).stream, { include_id: false }));
    expect(frames).toEqual([errorFrame("provider-status-503")]);
  });

  it("closes the source when the reader stops early", async () => {
    const { stream, state } = streamOf("a", "b");
    for await (const frame of formatSse(stream, { include_id: false })) {
      expect(frame).toBe("data: a\n\n");
      break;
    }
    expect(state.closed).toBe(true);
  });
});
