import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { readAttachedPaths } from "#rag/request/attached-paths.ts";

import { toInput } from "../../../steps/http.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { createSystemIds } from "../../../src/runtime/ids.ts";
import { memorySink } from "../../steps/support/memory-sink.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "paths-"));
  mkdirSync(join(folder, "requests"));
  writeFileSync(join(folder, "a.txt"), "uno");
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (attachments: unknown) =>
  readAttachedPaths({ query: "x", attachments }, join(folder, "requests"));

describe("files that a request file names", () => {
  it("become what a client would have sent, under the name that they have or are given", () => {
    expect(
      read([{ path: "../a.txt" }, { path: "../a.txt", filename: "b.txt", mime_type: "text/plain" }]),
    ).toEqual({
      query: "x",
      attachments: [
        { filename: "a.txt", content_base64: "dW5v" },
        { filename: "b.txt", mime_type: "text/plain", content_base64: "dW5v" },
      ],
    });
  });

  it("leave other attachments and bodies to the graph to judge", () => {
    const odd = [{ content_base64: "dW5v" }, 7, { path: 3 }, { path: "../a.txt", content_base64: "x" }];
    expect(read(odd)).toEqual({ query: "x", attachments: odd });
    expect(readAttachedPaths("text", folder)).toBe("text");
    expect(readAttachedPaths({ attachments: "no list" }, folder)).toEqual({ attachments: "no list" });
  });

  it.each([
    ["../missing.txt", "cannot be opened"],
    ["..", "is not a file"],
    ["/etc/hostname", "has an absolute path"],
  ])("are refused by name: %s", (path, why) => {
    expect(() => read([{ path }])).toThrow(
      expect.objectContaining({ code: "attachment-path", message: expect.stringContaining(why) }),
    );
  });

  it("are not read when they are larger than any request", () => {
    const large = join(folder, "large.bin");
    writeFileSync(large, "");
    truncateSync(large, 65 * 1024 * 1024);
    expect(() => read([{ path: "../large.bin" }])).toThrow(/has more than/);
  });

  it("are files of nobody when the request came over a network", () => {
    const body = { query: "x", attachments: [{ path: "../a.txt" }] };
    const io = { sink: memorySink(), clock: createFakeClock(), ids: createSystemIds() };
    expect(toInput({ body }, io)["http_request"]).toMatchObject({ body });
    expect(
      toInput({ body }, { ...io, baseDirectory: join(folder, "requests") })["http_request"],
    ).toMatchObject({
      body: { attachments: [{ filename: "a.txt" }] },
    });
  });
});
