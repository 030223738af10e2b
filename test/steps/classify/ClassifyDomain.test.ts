import { describe, expect, it } from "vitest";

import { createClassifier } from "#rag/classify/create-classifier.ts";

import ClassifyDomain from "../../../steps/classify/ClassifyDomain.ts";
import { project } from "../support/project.ts";

const services = { classifier: createClassifier() };

describe("ClassifyDomain", () => {
  it.each([
    ["Quali sono le aliquote IVA?", "tax"],
    ["Quanti giorni di ferie spettano a un dipendente?", "labor"],
  ])("finds the field of %j", async (user_query, domain) => {
    const run = await project.runStep(ClassifyDomain, { state: { user_query }, services });
    expect(run.patch["rule_based_classification"]).toMatchObject({ domain, source: "rules" });
    expect(run.attrs).toMatchObject({ domain, fallback_used: false, query_length: user_query.length });
    expect(run.line).not.toContain(user_query);
    expect(run.next).toEqual(["CalcScores"]);
  });

  it("has no confidence where no word is known", async () => {
    const run = await project.runStep(ClassifyDomain, { state: { user_query: "xyzzy" }, services });
    expect(run.patch["rule_based_classification"]).toMatchObject({ confidence: 0 });
  });
});
