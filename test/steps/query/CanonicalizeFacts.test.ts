import { describe, expect, it } from "vitest";

import { createFactService } from "#rag/facts/create-fact-service.ts";
import type { CanonicalFact } from "#rag/facts/types.ts";

import CanonicalizeFacts from "../../../steps/query/CanonicalizeFacts.ts";
import { project } from "../support/project.ts";

const facts = createFactService();

describe("CanonicalizeFacts", () => {
  it("brings two ways to write one amount to one spelling", async () => {
    const values: (string | undefined)[] = [];
    for (const text of ["1.500 euro", "€ 1500,00"]) {
      const run = await project.runStep(CanonicalizeFacts, {
        state: { atomic_facts: facts.extract(text) },
        services: { facts },
      });
      const [fact] = run.patch["canonical_facts"] as CanonicalFact[];
      values.push(fact?.value);
      expect(run.next).toEqual(["AttachmentFingerprint"]);
    }
    expect(values).toEqual(["1500.00 EUR", "1500.00 EUR"]);
  });

  it("says in the log when a fact had no canonical form", async () => {
    const atomic_facts = [{ kind: "date", text: "31 febbraio", start: 0, end: 11 }];
    const run = await project.runStep(CanonicalizeFacts, { state: { atomic_facts }, services: { facts } });
    expect(run.attrs).toMatchObject({
      fact_count: 1,
      canonicalization_valid: false,
      canonical_facts_count: 0,
    });
  });

  it("accepts a question without facts", async () => {
    const run = await project.runStep(CanonicalizeFacts, {
      state: { atomic_facts: [] },
      services: { facts },
    });
    expect(run.patch).toEqual({ canonical_facts: [] });
    expect(run.attrs).toMatchObject({ canonicalization_valid: true });
  });
});
