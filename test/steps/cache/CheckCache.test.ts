import { describe, expect, it } from "vitest";

import CheckCache from "../../../steps/cache/CheckCache.ts";
import { project } from "../support/project.ts";
import { conversation } from "../support/provider-state.ts";
import { largeOffer, smallOffer } from "../support/scripted-models.ts";
import { settings } from "../support/settings.ts";

const check = async (change: object = {}, overrides: unknown = {}) => {
  const state = { messages: conversation, model_offer: smallOffer, ...change };
  const run = await project.runStep(CheckCache, { state, services: { settings: settings(overrides) } });
  return { run, hash: run.patch["query_hash"] };
};

describe("CheckCache", () => {
  it("gives the same conversation the same hash", async () => {
    const { run, hash } = await check();
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await check()).hash).toBe(hash);
    expect(run.attrs).toMatchObject({
      cache_event: "check_initialized",
      cache_enabled: true,
      messages_count: 2,
      query_hash: hash,
    });
    expect(run.next).toEqual(["ResolveEpochs"]);
  });

  it.each([
    ["another question", { messages: [{ role: "user", content: "Che cos'è l'IRPEF?" }] }, {}],
    ["another model", { model_offer: largeOffer }, {}],
    ["another temperature", {}, { llm: { temperature: 0.7 } }],
    [
      "the same words from another role",
      { messages: [{ role: "assistant", content: "Rispondi in italiano." }, conversation[1]] },
      {},
    ],
  ])("gives %s another hash", async (_, change, overrides) => {
    expect((await check(change, overrides)).hash).not.toBe((await check()).hash);
  });
});
