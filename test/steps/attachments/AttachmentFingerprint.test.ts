import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import AttachmentFingerprint from "../../../steps/attachments/AttachmentFingerprint.ts";
import { project } from "../support/project.ts";
import { accepted } from "../support/requests.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("AttachmentFingerprint", () => {
  it("hashes the bytes of each file in the order of the request and counts the same file twice as a duplicate", async () => {
    const attachments = [
      { filename: "a.txt", mime_type: "text/plain", content_base64: base64("uno") },
      { filename: "b.txt", content_base64: base64("due") },
      { filename: "c.txt", content_base64: base64("uno") },
    ];
    const state = { validated_request: { ...accepted([]), attachments } };
    const run = await project.runStep(AttachmentFingerprint, { state });
    const hash = createHash("sha256").update("uno").digest("hex");
    expect(run.patch["fingerprints"]).toMatchObject([
      { hash, filename: "a.txt", size: 3, mime_type: "text/plain" },
      { filename: "b.txt", mime_type: "application/octet-stream" },
      { hash, filename: "c.txt" },
    ]);
    expect(run.attrs).toMatchObject({ attachment_count: 3, has_duplicates: true, duplicate_count: 1 });
    expect(run.line).not.toContain("a.txt");
    expect(run.next).toEqual(["QuerySig"]);
  });

  it("gives an empty list for a request without files", async () => {
    const run = await project.runStep(AttachmentFingerprint, { state: { validated_request: accepted([]) } });
    expect(run.patch).toEqual({ fingerprints: [] });
    expect(run.attrs).toMatchObject({ attachment_count: 0, has_duplicates: false });
  });
});
