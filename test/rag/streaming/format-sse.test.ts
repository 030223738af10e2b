import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { sseFrame } from "#rag/streaming/format-sse.ts";

/** A client as the HTML standard describes it, written the slow way. */
function parse(stream: string): { data: string; event: string; id: string }[] {
  const events: { data: string; event: string; id: string }[] = [];
  let data: string[] = [];
  let event = "";
  let id = "";
  for (const line of stream.split(/\r\n|\r|\n/)) {
    if (line === "") {
      if (data.length > 0) events.push({ data: data.join("\n"), event, id });
      data = [];
      event = "";
      continue;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") data.push(value);
    if (field === "event") event = value;
    if (field === "id") id = value;
  }
  return events;
}

describe("sseFrame", () => {
  it("is read back by a client as it was written, whatever the text", () => {
    const text = fc.string({ unit: fc.constantFrom("a", " ", "\n", "\r", ":", "data", "\u{1F600}", "\r\n") });
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const stream = texts
          .map((data, index) => sseFrame({ data, event: "answer", id: String(index) }))
          .join("");
        expect(parse(stream)).toEqual(
          texts.map((data, index) => ({
            data: data.replaceAll(/\r\n|\r/g, "\n"),
            event: "answer",
            id: String(index),
          })),
        );
      }),
    );
  });
});
