import { describe, expect, it } from "vitest";

import { createClassifier } from "#rag/classify/create-classifier.ts";
import { ProviderError } from "#rag/llm/provider-error.ts";
import type { ModelService } from "#rag/llm/types.ts";

import LLMFallback from "../../../steps/classify/LLMFallback.ts";
import { oneModel, saying } from "../support/models.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

const state = { user_query: "Mi conviene?" };
const json =
  '{"domain":"business","action":"strategic_advice","confidence":0.8,"reasoning":"chiede un consiglio"}';

const ask = async (models: ModelService, signal?: AbortSignal) =>
  project.runStep(LLMFallback, {
    state,
    services: { classifier: createClassifier(), models, settings: settings() },
    signal,
  });

describe("LLMFallback", () => {
  it("takes the model's classification", async () => {
    const models = oneModel(saying(`Ecco:\n${json}`));
    const run = await ask(models);
    expect(run.patch["llm_classification"]).toMatchObject({
      domain: "business",
      action: "strategic_advice",
      confidence: 0.8,
      source: "llm",
    });
    expect(run.attrs).toMatchObject({
      llm_fallback_successful: true,
      classification_method: "llm",
      service_error: null,
    });
    expect(models.asked[0]).toMatchObject({ temperature: 0 });
    expect(run.next).toEqual(["LLMBetter"]);
  });

  it.each([
    ["answers something else", oneModel(saying("Non saprei.")), null],
    ["answers with an unknown field", oneModel(saying(json.replace("business", "cooking"))), null],
    [
      "fails",
      oneModel(() => Promise.reject(new ProviderError("test", "down", { retryable: true }))),
      "provider-failed",
    ],
    ["is not there", oneModel(saying(json), null), "no-model"],
    [
      "never answers",
      oneModel(
        (request) =>
          new Promise((_resolve, reject) => {
            request.signal.addEventListener("abort", () => reject(new Error("aborted")));
          }),
      ),
      "classification-timeout",
    ],
  ])("goes on with the rules when the model %s", async (_name, models, failure) => {
    const run = await ask(models);
    expect(run.patch).toEqual({ llm_classification: null });
    expect(run.attrs).toMatchObject({
      llm_fallback_successful: false,
      fallback_to_rule_based: true,
      service_error: failure,
    });
    expect(run.next).toEqual(["LLMBetter"]);
  });

  it("is cancelled with the run", async () => {
    const controller = new AbortController();
    const models = oneModel((request) => {
      controller.abort();
      return Promise.reject(request.signal.reason as Error);
    });
    const run = await ask(models, controller.signal);
    expect(run.status).toBe("cancelled");
  });
});
