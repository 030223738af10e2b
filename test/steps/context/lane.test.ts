import { describe, expect, it } from "vitest";

import { expectPath } from "../../../src/testing/vitest.ts";
import { chunks, newRates } from "../support/golden-entries.ts";
import { goldenMatch } from "../support/knowledge.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";
import { services } from "../support/services.ts";

const question = { user_query: "Quali sono le aliquote IVA?", canonical_facts: [] };

async function build(
  state: Readonly<Record<string, unknown>>,
  stored: Parameters<typeof memoryStores>[0] = { chunks },
) {
  const { stores } = await memoryStores(stored);
  return project.runLane("context", { from: "KBPreFetch", state, stores, services: services() });
}

describe("the context lane", () => {
  it("retrieves passages and puts them into the context with the passages it used", async () => {
    const run = await build(question);
    expectPath(run, ["KBPreFetch", "BuildContext"]);
    expect(run.exits).toEqual(["SelectPrompt"]);
    expect(run.state["merged_context"]).toContain("ordinaria al 22%");
    expect(run.state["passages"]).toMatchObject([
      { id: "doc_aliquote#1", source: "DPR 633/1972 art. 16" },
      {},
    ]);
  });

  it("puts what overtook a golden answer first", async () => {
    const all = [...chunks, newRates];
    const { stores } = await memoryStores({ chunks: all });
    const changes = await stores.KnowledgeStore.read.search({ text: newRates.text, limit: 1 });
    const run = await build(
      { ...question, pre_context: { golden: goldenMatch(), changes } },
      { chunks: all },
    );
    expect(run.state["passages"]).toMatchObject([{ id: newRates.id }, { id: "doc_aliquote#1" }, {}]);
    expect(run.state["merged_context"]).toContain("ordinaria al 23%");
  });

  it("goes on to the prompt without any knowledge", async () => {
    const run = await build(question, {});
    expect(run.exits).toEqual(["SelectPrompt"]);
    expect(run.state).toMatchObject({ knowledge_items: [], passages: [], merged_context: "" });
  });
});
