import { describe, expect, it } from "vitest";

import { createFactService } from "#rag/facts/create-fact-service.ts";

import QuerySig from "../../../steps/query/QuerySig.ts";
import { project } from "../support/project.ts";

const facts = createFactService();
const file = (hash: string, filename: string) => ({ hash, filename, size: 1, mime_type: "text/plain" });

async function sign(user_query: string, fingerprints: readonly unknown[] = []): Promise<unknown> {
  const canonical_facts = facts.canonicalize(facts.extract(user_query));
  const state = { user_query, canonical_facts, fingerprints };
  const run = await project.runStep(QuerySig, { state, services: { facts } });
  expect(run.next).toEqual(["AttachCheck"]);
  expect(run.attrs["query_signature"]).toBe(run.patch["query_signature"]);
  return run.patch["query_signature"];
}

describe("QuerySig", () => {
  it("signs two spellings of one question alike", async () => {
    expect(await sign("IVA al 22% su 1.500 euro?")).toBe(await sign("iva al 22 % su € 1500,00"));
  });

  it("signs different questions differently, also when they state no facts", async () => {
    expect(await sign("Che cos'è l'IVA?")).not.toBe(await sign("Che cos'è il TFR?"));
  });

  it("signs the same question about another file differently, whatever the file is called", async () => {
    const question = "Cosa dice il contratto?";
    const a = await sign(question, [file("a".repeat(64), "x.pdf")]);
    expect(await sign(question, [file("b".repeat(64), "x.pdf")])).not.toBe(a);
    expect(await sign(question, [file("a".repeat(64), "y.pdf")])).toBe(a);
    expect(await sign(question)).not.toBe(a);
  });
});
