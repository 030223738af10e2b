import { describe, expect, it } from "vitest";

import { createClassifier } from "#rag/classify/create-classifier.ts";

import CalcScores from "../../../steps/classify/CalcScores.ts";
import { project } from "../support/project.ts";

const services = { classifier: createClassifier() };

describe("CalcScores", () => {
  it("scores every field and names the best", async () => {
    const state = { user_query: "Calcola l'IVA al 22% e l'IRPEF sulla fattura" };
    const run = await project.runStep(CalcScores, { state, services });
    expect(run.patch["domain_scores"]).toMatchObject({
      best_domain: "tax",
      best_action: "calculation_request",
    });
    expect(run.attrs).toMatchObject({ best_domain: "tax" });
    expect(Object.keys(run.attrs["domain_scores"] ?? {})).toEqual([
      "tax",
      "labor",
      "accounting",
      "business",
      "legal",
    ]);
    expect(run.next).toEqual(["ConfidenceCheck"]);
  });

  it("says when it is unsure", async () => {
    const run = await project.runStep(CalcScores, { state: { user_query: "xyzzy" }, services });
    expect(run.attrs).toMatchObject({ scoring_event: "low_confidence_scores", domain_confidence: 0 });
  });
});
