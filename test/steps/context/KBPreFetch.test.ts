import { describe, expect, it } from "vitest";

import type { KnowledgeHit } from "#rag/retrieval/types.ts";

import { RagstepError } from "../../../src/diagnostics/errors.ts";
import KBPreFetch from "../../../steps/context/KBPreFetch.ts";
import { chunks } from "../support/golden-entries.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

const services = { settings: settings() };
const state = { user_query: "Quali sono le aliquote IVA?", canonical_facts: [] };

describe("KBPreFetch", () => {
  it("retrieves passages, the best first, each with the parts of its score", async () => {
    const { stores } = await memoryStores({ chunks });
    const run = await project.runStep(KBPreFetch, { state, stores, services });
    const items = run.patch["knowledge_items"] as KnowledgeHit[];
    expect(items[0]?.id).toBe("doc_aliquote#1");
    expect(Object.keys(items[0]?.parts ?? {})).toEqual(["bm25", "vector", "recency", "quality", "authority"]);
    expect(run.attrs).toMatchObject({
      search_performed: true,
      total_results: items.length,
      search_mode: "hybrid",
    });
    expect(run.line).not.toContain(state.user_query);
    expect(run.next).toEqual(["BuildContext"]);
  });

  it("retrieves no more than the settings say", async () => {
    const { stores } = await memoryStores({ chunks });
    const one = { settings: settings({ context: { max_results: 1 } }) };
    const run = await project.runStep(KBPreFetch, {
      state: { ...state, user_query: "IVA" },
      stores,
      services: one,
    });
    expect(run.patch["knowledge_items"]).toHaveLength(1);
  });

  it("goes on without passages when the knowledge base is busy, and says so", async () => {
    const stores = { KnowledgeStore: brokenStore(new RagstepError("database-locked", "locked")) };
    const run = await project.runStep(KBPreFetch, { state, stores, services });
    expect(run.patch).toEqual({ knowledge_items: [] });
    expect(run.attrs).toMatchObject({
      search_performed: false,
      search_error: "database-locked",
      best_score: null,
    });
  });

  it("does not hide vectors of another model: somebody has to make them anew", async () => {
    const stores = {
      KnowledgeStore: brokenStore(new RagstepError("embedding-model-mismatch", "other model")),
    };
    const run = await project.runStep(KBPreFetch, { state, stores, services });
    expect(run.status).toBe("failed");
  });
});
