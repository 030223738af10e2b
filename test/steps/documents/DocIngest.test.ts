import { describe, expect, it } from "vitest";

import DocIngest from "../../../steps/documents/DocIngest.ts";
import { askedAbout } from "../support/attachments.ts";
import { project } from "../support/project.ts";
import { toolCall } from "../support/tool-calls.ts";

const asked = askedAbout(["fattura/servizi.xml", "altro/nota.txt", "altro/nota.txt"]);
const ingest = (...tool_calls: readonly ReturnType<typeof toolCall>[]) =>
  project.runStep(DocIngest, { state: { ...asked, tool_calls } });
const read = (id: string, args: Record<string, unknown> = {}) => toolCall(id, "DocumentIngestTool", args);

describe("DocIngest", () => {
  it("gathers all attachments, each content once, with its kind by content", async () => {
    const run = await ingest(read("a"));
    expect(run.patch["documents"]).toEqual([
      expect.objectContaining({ filename: "servizi.xml", kind: "xml" }),
      expect.objectContaining({ filename: "nota.txt", kind: "text" }),
    ]);
    expect(run.attrs).toMatchObject({
      attachment_count: 2,
      processed_count: 2,
      success: true,
      call_count: 1,
    });
    expect(run.next).toEqual(["ValidateAttach"]);
  });

  it("gathers what any of several calls names, and calls of other tools name nothing", async () => {
    const run = await ingest(read("a", { documents: ["nota.txt"] }), toolCall("b", "FAQTool"));
    expect(run.patch["documents"]).toEqual([expect.objectContaining({ filename: "nota.txt" })]);
  });

  it("gathers nothing for a call whose arguments do not fit", async () => {
    const run = await ingest(read("a", { documents: 7 }));
    expect(run.patch["documents"]).toEqual([]);
    expect(run.attrs).toMatchObject({ success: false });
  });
});
