import { describe, expect, it } from "vitest";

import ServeGolden from "../../../steps/golden/ServeGolden.ts";
import { goldenMatch } from "../support/knowledge.ts";
import { project } from "../support/project.ts";

describe("ServeGolden", () => {
  it("answers with the approved text and all its citations, without a model", async () => {
    const citations = [
      { title: "Aliquote", source: "DPR 633/1972 art. 16" },
      { title: "Tabella A", source: "DPR 633/1972" },
    ];
    const run = await project.runStep(ServeGolden, { state: { golden_match: goldenMatch({ citations }) } });
    expect(run.patch).toEqual({
      response_content: "Le aliquote sono 4%, 5%, 10% e 22%.",
      citations,
      response_metadata: { source: "golden", provider: null, model: null, strategy: null, cost_eur: 0 },
    });
    expect(run.attrs).toMatchObject({ faq_id: "faq_aliquote_iva", confidence: 0.95, citations_count: 2 });
    expect(run.next).toEqual(["ReturnComplete"]);
  });

  it("fails where there is nothing to serve", async () => {
    const run = await project.runStep(ServeGolden, { state: { golden_match: null } });
    expect(run.error?.code).toBe("golden-match-missing");
  });
});
