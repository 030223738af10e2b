import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/diagnostics/errors.ts";
import { createModelService } from "../../../src/rag/llm/create-model-service.ts";
import { createSettings } from "../../../src/rag/settings/create-settings.ts";
import { createFakeClock } from "../../../src/runtime/fake-clock.ts";
import { rejection } from "./collect.ts";

describe("createModelService", () => {
  it("names the variable of a key that is missing, and how to set it", () => {
    const settings = createSettings({
      env: {},
      overrides: { providers: [{ name: "openai", kind: "openai", models: [{ model: "gpt" }] }] },
    });
    expect(() => createModelService({ settings, env: {}, clock: createFakeClock() })).toThrow(UsageError);
    expect(() => createModelService({ settings, env: {}, clock: createFakeClock() })).toThrow(
      "The provider `openai` needs the environment variable `OPENAI_API_KEY`, which is not set.",
    );
  });

  it("offers the models of all providers and refuses one that is not among them", async () => {
    const service = createModelService({
      settings: createSettings({ env: {} }),
      env: {},
      clock: createFakeClock(),
    });
    expect(service.offers.map(({ provider, model }) => `${provider}/${model}`)).toEqual([
      "embedded/extractive-it",
    ]);
    const [embedded] = service.offers;
    if (embedded === undefined) throw new Error("There is no offer.");
    const request = { messages: [], temperature: 0, signal: new AbortController().signal };
    expect(await rejection(service.call({ ...embedded, provider: "embeded" }, request))).toMatchObject({
      code: "provider-unknown",
      message: "The provider `embeded` is not in the settings. Did you mean `embedded`?",
    });
  });

  it("fits its embedded model into any budget", () => {
    const service = createModelService({
      settings: createSettings({ env: {} }),
      env: {},
      clock: createFakeClock(),
    });
    expect(service.select({ strategy: "COST_OPTIMIZED", messages: [], max_cost_eur: 0 })?.provider).toBe(
      "embedded",
    );
  });
});
