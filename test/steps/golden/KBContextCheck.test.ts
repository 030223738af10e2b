import { describe, expect, it } from "vitest";

import type { KnowledgeHit } from "#rag/retrieval/types.ts";

import { RagstepError } from "../../../src/diagnostics/errors.ts";
import KBContextCheck from "../../../steps/golden/KBContextCheck.ts";
import { chunks, newDeadline, newRates } from "../support/golden-entries.ts";
import { goldenMatch } from "../support/knowledge.ts";
import { brokenStore, memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

const state = { golden_match: goldenMatch(), user_query: "Quali sono le aliquote IVA?" };

describe("KBContextCheck", () => {
  it("fetches what changed about the question since the golden answer, and nothing else", async () => {
    const { stores } = await memoryStores({ chunks: [...chunks, newRates, newDeadline] });
    const run = await project.runStep(KBContextCheck, { state, stores });
    const changes = run.patch["kb_recent_changes"] as KnowledgeHit[];
    expect(changes.map(({ id }) => id)).toEqual([newRates.id]);
    expect(run.attrs).toMatchObject({
      has_recent_changes: true,
      recent_changes_count: 1,
      search_error: null,
    });
    expect(run.next).toEqual(["KBDelta"]);
  });

  it("finds no change where all knowledge is older than the answer", async () => {
    const { stores } = await memoryStores({ chunks });
    const run = await project.runStep(KBContextCheck, { state, stores });
    expect(run.patch).toEqual({ kb_recent_changes: [] });
    expect(run.attrs).toMatchObject({ has_recent_changes: false, golden_updated: "2026-03-01T00:00:00Z" });
  });

  it("keeps the approved answer while the knowledge base cannot be asked, and says so", async () => {
    const stores = { KnowledgeStore: brokenStore(new RagstepError("database-locked", "locked")) };
    const run = await project.runStep(KBContextCheck, { state, stores });
    expect(run.patch).toEqual({ kb_recent_changes: [] });
    expect(run.attrs).toMatchObject({ search_error: "database-locked" });
  });

  it("fails where there is no golden answer to check", async () => {
    const { stores } = await memoryStores();
    const run = await project.runStep(KBContextCheck, { state: { ...state, golden_match: null }, stores });
    expect(run.error?.code).toBe("golden-match-missing");
  });
});
