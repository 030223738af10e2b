import { describe, expect, it } from "vitest";

import { RagstepError } from "../../../src/diagnostics/errors.ts";
import GoldenLookup from "../../../steps/golden/GoldenLookup.ts";
import { aliquote } from "../support/golden-entries.ts";
import { brokenStore, memoryStores, signatureOf } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

const ask = (user_query: string) => ({ user_query, query_signature: signatureOf(user_query) });

describe("GoldenLookup", () => {
  it("finds an answer by the question's signature, with the date it holds from", async () => {
    const { stores } = await memoryStores({ golden: [aliquote] });
    const run = await project.runStep(GoldenLookup, { state: ask("quali sono le aliquote iva"), stores });
    expect(run.patch["golden_match"]).toMatchObject({
      faq_id: aliquote.id,
      match_type: "signature",
      similarity_score: 1,
      updated_at: aliquote.updated_at,
    });
    expect(run.attrs).toMatchObject({ match_found: true, search_method: "signature_exact" });
    expect(run.next).toEqual(["GoldenHit"]);
  });

  it("falls back on the most similar question", async () => {
    const { stores } = await memoryStores({ golden: [aliquote] });
    const run = await project.runStep(GoldenLookup, {
      state: ask("Mi dite le aliquote IVA in vigore oggi?"),
      stores,
    });
    expect(run.patch["golden_match"]).toMatchObject({ faq_id: aliquote.id, match_type: "semantic" });
    expect(run.attrs).toMatchObject({ match_type: "semantic", search_method: "semantic_fallback" });
  });

  it("finds nothing in an empty set", async () => {
    const { stores } = await memoryStores();
    const run = await project.runStep(GoldenLookup, { state: ask("Quali sono le aliquote IVA?"), stores });
    expect(run.patch).toEqual({ golden_match: null });
    expect(run.attrs).toMatchObject({ match_found: false, match_type: null, lookup_error: null });
  });

  it("takes a set that cannot be asked for an empty one, and says so", async () => {
    const stores = { GoldenSetDB: brokenStore(new RagstepError("database-locked", "locked")) };
    const run = await project.runStep(GoldenLookup, { state: ask("Quali sono le aliquote IVA?"), stores });
    expect(run.patch).toEqual({ golden_match: null });
    expect(run.attrs).toMatchObject({ match_found: false, lookup_error: "database-locked" });
  });
});
