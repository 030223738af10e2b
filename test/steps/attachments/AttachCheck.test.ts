import { describe, expect, it } from "vitest";

import AttachCheck from "../../../steps/attachments/AttachCheck.ts";
import { project } from "../support/project.ts";

const file = { hash: "a".repeat(64), filename: "a.pdf", size: 1, mime_type: "application/pdf" };

describe("AttachCheck", () => {
  it.each([
    [[file], "Yes", "QuickPreIngest", "present"],
    [[], "No", "GoldenFastGate", "absent"],
  ])("case %#: with or without files", async (fingerprints, outcome, next, decision) => {
    const run = await project.runStep(AttachCheck, { state: { fingerprints } });
    expect(run.outcome).toBe(outcome);
    expect(run.next).toEqual([next]);
    expect(run.attrs).toMatchObject({ decision, attachment_count: fingerprints.length });
  });
});
