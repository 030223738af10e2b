import { describe, expect, it } from "vitest";

import PreContextFromGolden from "../../../steps/golden/PreContextFromGolden.ts";
import { goldenMatch, hit } from "../support/knowledge.ts";
import { project } from "../support/project.ts";

describe("PreContextFromGolden", () => {
  it("hands on the overtaken answer with what overtook it", async () => {
    const golden_match = goldenMatch();
    const kb_recent_changes = [hit()];
    const run = await project.runStep(PreContextFromGolden, { state: { golden_match, kb_recent_changes } });
    expect(run.patch).toEqual({ pre_context: { golden: golden_match, changes: kb_recent_changes } });
    expect(run.attrs).toMatchObject({ faq_id: "faq_aliquote_iva", kb_deltas_count: 1 });
    expect(run.next).toEqual(["KBPreFetch"]);
  });
});
