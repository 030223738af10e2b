import { describe, expect, it } from "vitest";

import AttachOK from "../../../steps/documents/AttachOK.ts";
import { project } from "../support/project.ts";

const problem = { code: "file-empty", filename: "a.pdf", message: "Il file `a.pdf` è vuoto." };

describe("AttachOK", () => {
  it.each([
    [[], "Yes", "DocSecurity", "valid"],
    [[problem], "No", "ToolErr", "invalid"],
  ])("case %#: with or without problems", async (attachment_errors, outcome, next, decision) => {
    const run = await project.runStep(AttachOK, { state: { attachment_errors } });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ decision, error_count: attachment_errors.length });
  });
});
