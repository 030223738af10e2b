import { describe, expect, it } from "vitest";

import { ProviderError } from "#rag/llm/provider-error.ts";
import type { ModelService } from "#rag/llm/types.ts";

import { expectPath } from "../../../src/testing/vitest.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { oneModel, saying } from "../support/models.ts";
import { project } from "../support/project.ts";
import { services } from "../support/services.ts";

const unclear = "Mi conviene?";
const answer = '{"domain":"business","action":"strategic_advice","confidence":0.9,"reasoning":"consiglio"}';

async function classify(user_query: string, models: ModelService = oneModel(saying(answer))) {
  const { stores, rows } = await memoryStores();
  const state = { user_query };
  const run = await project.runLane("classify", {
    from: "ClassifyDomain",
    state,
    stores,
    services: services({ models }),
  });
  return { run, recorded: rows("usage_classification"), models };
}

describe("the classification lane", () => {
  it("asks no model where the rules are sure", async () => {
    const models = oneModel(saying(answer));
    const { run, recorded } = await classify("Quali sono le aliquote IVA e quando si versa l'IRPEF?", models);
    expectPath(run, ["ClassifyDomain", "CalcScores", "ConfidenceCheck", "TrackMetrics"]);
    expect(run.exits).toEqual(["KBPreFetch"]);
    expect(run.state["classification"]).toMatchObject({ domain: "tax", source: "rules" });
    expect(recorded).toMatchObject([{ domain: "tax", fallback_used: 0 }]);
    expect(models.asked).toEqual([]);
  });

  it("takes the model's word where the rules are unsure and it is sure", async () => {
    const { run, recorded } = await classify(unclear);
    expectPath(run, [
      "ClassifyDomain",
      "CalcScores",
      "ConfidenceCheck",
      "LLMFallback",
      "LLMBetter",
      "UseLLM",
      "TrackMetrics",
    ]);
    expect(run.state["classification"]).toMatchObject({ domain: "business", confidence: 0.9, source: "llm" });
    expect(recorded).toMatchObject([{ domain: "business", fallback_used: 1 }]);
  });

  it.each([
    ["is down", oneModel(() => Promise.reject(new ProviderError("test", "down", { retryable: true })))],
    ["talks about something else", oneModel(saying("Buongiorno!"))],
    ["is no surer than the rules", oneModel(saying(answer.replace("0.9", "0")))],
  ])("keeps the rules' classification, whole, when the model %s", async (_name, models) => {
    const { run } = await classify(unclear, models);
    expect(run.path).toContain("UseRuleBased");
    expect(run.state["classification"]).toEqual(run.state["rule_based_classification"]);
    expect(run.exits).toEqual(["KBPreFetch"]);
  });
});
