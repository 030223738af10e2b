import { describe, expect, it } from "vitest";

import ToolErr from "../../../steps/documents/ToolErr.ts";
import { project } from "../support/project.ts";
import { toolCall } from "../support/tool-calls.ts";

const unknown = toolCall("u", "NoSuchTool");
const read = toolCall("d", "DocumentIngestTool", {});
const faq = toolCall("f", "FAQTool");
const problem = { code: "file-empty", filename: "a.pdf", message: "Il file `a.pdf` è vuoto." };

describe("ToolErr", () => {
  it("answers an unknown tool, and leaves the other calls to their tools", async () => {
    const run = await project.runStep(ToolErr, { state: { tool_calls: [unknown, read, faq] } });
    expect(run.patch["tool_results"]).toEqual([
      expect.objectContaining({ tool_call_id: "u", ok: false, passages: [] }),
    ]);
    expect(run.patch["tool_messages"]).toEqual([
      expect.objectContaining({
        role: "tool",
        tool_call_id: "u",
        content: expect.stringContaining("no tool of this name"),
      }),
    ]);
    expect(run.attrs).toMatchObject({ error_type: "unknown_tool", refused_calls: 1 });
    expect(run.next).toEqual(["FinalResponse"]);
  });

  it("tells why attachments are not accepted, in words that the user can act on", async () => {
    const state = { tool_calls: [read, unknown], attachment_errors: [problem] };
    const run = await project.runStep(ToolErr, { state });
    expect(run.patch["tool_messages"]).toEqual([
      expect.objectContaining({
        tool_call_id: "d",
        content: expect.stringContaining("Il file `a.pdf` è vuoto."),
      }),
      expect.objectContaining({ tool_call_id: "u" }),
    ]);
    expect(run.attrs).toMatchObject({ error_type: "invalid_attachment", error_count: 2, refused_calls: 2 });
    expect(run.line).not.toContain("a.pdf");
  });
});
