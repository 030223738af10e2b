import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { readChatBody } from "../../../src/rag/request/read-chat-body.ts";
import { requestLimits } from "../../../src/rag/request/request-limits.ts";

const fields = (body: unknown): string[] => readChatBody(body).problems.map(({ field }) => field);

describe("readChatBody", () => {
  it("fills in what an accepted body leaves out and drops what it does not know", () => {
    const { request, problems } = readChatBody({
      messages: [{ role: "user", content: "Ciao", mood: "good" }],
      unknown: true,
    });
    expect(problems).toEqual([]);
    expect(request).toEqual({
      messages: [{ role: "user", content: "Ciao" }],
      attachments: [],
      stream: undefined,
      stream_options: {},
      feedback: null,
    });
  });

  it("takes a query alone as one user message", () => {
    expect(readChatBody({ query: "Che cos'è l'IVA?" }).request.messages).toEqual([
      { role: "user", content: "Che cos'è l'IVA?" },
    ]);
  });

  it("names the query where a lone query is wrong", () => {
    expect(readChatBody({ query: "  " }).problems).toEqual([
      { field: "query", code: "invalid", message: "`query` must not be blank." },
    ]);
    expect(fields({ query: 7 })).toEqual(["query"]);
  });

  it("refuses a query together with messages", () => {
    expect(fields({ query: "a", messages: [{ role: "user", content: "b" }] })).toEqual(["query"]);
  });

  it("gives all that is wrong at once, each with its place", () => {
    const body = {
      query: "x",
      messages: [{ role: "robot", content: "a" }, { role: "user", content: " " }, "text", { role: "tool" }],
      attachments: [{ filename: "../etc/passwd", content_base64: "???" }, { filename: "a.pdf" }],
      stream_options: [],
      feedback: "good",
    };
    expect(fields(body)).toEqual([
      "query",
      "messages[0].role",
      "messages[1].content",
      "messages[2]",
      "messages[3].role",
      "messages[3].content",
      "attachments[0].filename",
      "attachments[0].content_base64",
      "attachments[1].content_base64",
      "stream_options",
      "feedback",
    ]);
    expect(readChatBody(body).request.messages).toEqual([]);
  });

  it.each([
    ["a list", []],
    ["a text", "messages"],
    ["null", null],
    ["nothing", undefined],
  ])("refuses a body that is %s", (_name, body) => {
    expect(fields(body)).toEqual(["body"]);
  });

  it.each([
    ["missing", {}],
    ["empty", { messages: [] }],
    ["not a list", { messages: {} }],
  ])("refuses messages that are %s", (_name, body) => {
    expect(fields(body)).toEqual(["messages"]);
  });

  it("does not open files of this machine for a client", () => {
    const body = { query: "x", attachments: [{ filename: "a.pdf", path: "/etc/passwd" }] };
    expect(fields(body)).toEqual(["attachments[0].content_base64"]);
  });

  it("calls what is too large by that name", () => {
    const long = "a".repeat(requestLimits.message_characters + 1);
    const files = Array.from({ length: requestLimits.attachments + 1 }, (_, index) => ({
      filename: `${index}.txt`,
      content_base64: "YQ==",
    }));
    const { problems } = readChatBody({ messages: [{ role: "user", content: long }], attachments: files });
    expect(problems.map(({ field, code }) => [field, code])).toEqual([
      ["messages[0].content", "payload_too_large"],
      ["attachments", "payload_too_large"],
    ]);
  });

  it("counts the bytes of all attachments together", () => {
    const half = "A".repeat(Math.ceil((requestLimits.body_bytes / 2 / 3) * 4 + 8) & ~3);
    const { problems } = readChatBody({
      query: "x",
      attachments: [
        { filename: "a.pdf", content_base64: half },
        { filename: "b.pdf", content_base64: half },
      ],
    });
    expect(problems.map(({ field, code }) => [field, code])).toEqual([["attachments", "payload_too_large"]]);
  });

  it("never throws and never repeats what the client wrote, whatever the body", () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (anything) => {
        const secret = "RSSMRA80A01H501U";
        const { problems, request } = readChatBody({
          messages: [anything, { role: secret, content: 1 }],
          stream: anything,
        });
        expect(JSON.stringify(problems)).not.toContain(secret);
        expect(problems.length).toBeGreaterThan(0);
        expect(request.messages).toEqual([]);
      }),
    );
  });
});
