import { describe, expect, it } from "vitest";

import { documentCalls, filesOf } from "#rag/tools/document-calls.ts";
import { refuseCalls } from "#rag/tools/refuse-calls.ts";
import { isRefused, toolMessage } from "#rag/tools/tool-message.ts";

import { toolCall } from "../../steps/support/tool-calls.ts";

const files = [{ filename: "Fattura.xml" }, { filename: "f24.pdf" }];
const read = (args: Readonly<Record<string, unknown>>) => toolCall("a", "DocumentIngestTool", args);

describe("calls for documents", () => {
  it("are those of the tool that reads documents", () => {
    expect(documentCalls([read({}), toolCall("b", "FAQTool")]).map(({ call }) => call.id)).toEqual(["a"]);
  });

  it("want the files that they name, however they write them, and all where they name none that is there", () => {
    expect(filesOf(read({ documents: ["fattura.XML"] }), files)).toEqual([files[0]]);
    expect(filesOf(read({}), files)).toEqual(files);
    expect(filesOf(read({ documents: ["guessed.pdf"] }), files)).toEqual(files);
  });

  it("want nothing when their arguments do not fit", () => {
    expect(filesOf(read({ documents: "all" }), files)).toEqual([]);
  });
});

describe("calls that no tool serves", () => {
  const problem = { code: "file-empty", filename: "a.pdf", message: "Il file `a.pdf` è vuoto." };

  it("are unknown tools, and attachments that are not accepted, each with its reason", () => {
    const refused = refuseCalls([toolCall("x", "NoTool"), read({}), toolCall("f", "FAQTool")], [problem]);
    expect(refused.map(({ tool_call_id, ok }) => [tool_call_id, ok])).toEqual([
      ["x", false],
      ["a", false],
    ]);
    expect(refused[0]?.content).toContain("There is no tool of this name");
    expect(refused[1]?.content).toContain("Il file `a.pdf` è vuoto.");
  });

  it("leave documents alone when only a tool is unknown", () => {
    expect(refuseCalls([read({})], [])).toEqual([]);
    expect(isRefused(read({}), true)).toBe(false);
    expect(isRefused(read({}), false)).toBe(true);
  });

  it("have a message each", () => {
    expect(toolMessage(read({}), undefined)).toMatchObject({ role: "tool", tool_call_id: "a" });
  });
});
