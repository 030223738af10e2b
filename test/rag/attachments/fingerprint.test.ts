import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import { fingerprint } from "../../../src/rag/attachments/fingerprint.ts";

describe("fingerprint", () => {
  it("hashes the decoded bytes", () => {
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    expect(fingerprint({ filename: "a.bin", content_base64: bytes.toString("base64") })).toEqual({
      hash: createHash("sha256").update(bytes).digest("hex"),
      filename: "a.bin",
      size: 5,
      mime_type: "application/octet-stream",
    });
  });

  it("is the same for one file under two names", () => {
    const content_base64 = Buffer.from("contratto").toString("base64");
    const a = fingerprint({ filename: "a.txt", mime_type: "text/plain", content_base64 });
    const b = fingerprint({ filename: "b.pdf", content_base64 });
    expect(a.hash).toBe(b.hash);
    expect(a.mime_type).toBe("text/plain");
  });
});
