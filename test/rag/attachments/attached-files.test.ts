import { describe, expect, it } from "vitest";

import { attachedFiles } from "#rag/attachments/attached-files.ts";

describe("the files of a request", () => {
  it("come each content once, under the first name that it has, with their bytes", () => {
    const files = attachedFiles([
      { filename: "a.txt", content_base64: "dW5v" },
      { filename: "b.txt", mime_type: "text/plain", content_base64: "ZHVl" },
      { filename: "c.txt", content_base64: "dW5v" },
    ]);
    expect(files.map(({ filename, mime_type }) => [filename, mime_type])).toEqual([
      ["a.txt", "application/octet-stream"],
      ["b.txt", "text/plain"],
    ]);
    expect(Buffer.from(files[1]?.bytes ?? []).toString()).toBe("due");
    expect(files[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});
