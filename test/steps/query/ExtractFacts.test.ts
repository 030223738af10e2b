import { describe, expect, it } from "vitest";

import { createFactService } from "#rag/facts/create-fact-service.ts";
import type { AtomicFact } from "#rag/facts/types.ts";

import ExtractFacts from "../../../steps/query/ExtractFacts.ts";
import { project } from "../support/project.ts";

const services = { facts: createFactService() };

describe("ExtractFacts", () => {
  it("finds amounts and rates where they stand", async () => {
    const user_query = "IVA al 22% su 1.500 euro";
    const run = await project.runStep(ExtractFacts, { state: { user_query }, services });
    const facts = run.patch["atomic_facts"] as AtomicFact[];
    expect(facts.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["percentage", "money"]));
    for (const fact of facts) expect(user_query.slice(fact.start, fact.end)).toBe(fact.text);
    expect(run.attrs).toMatchObject({ fact_count: facts.length, user_message_length: user_query.length });
    expect(run.line).not.toContain("1.500");
    expect(run.next).toEqual(["CanonicalizeFacts"]);
  });

  it("goes on without facts", async () => {
    const run = await project.runStep(ExtractFacts, { state: { user_query: "Buongiorno" }, services });
    expect(run.patch).toEqual({ atomic_facts: [] });
    expect(run.attrs).toMatchObject({ fact_count: 0, fact_kinds: [] });
  });
});
