import { describe, expect, it } from "vitest";

import InvalidateFAQCache from "../../../steps/curation/InvalidateFAQCache.ts";
import { feedbackWorld } from "../support/feedback.ts";
import { signatureOf } from "../support/memory-stores.ts";
import { project } from "../support/project.ts";

const answer = {
  content: "Vecchia.",
  provider: "p",
  model: "m",
  usage: { input_tokens: 1, output_tokens: 1 },
  citations: [],
  cached_at: "2026-03-10T00:00:00Z",
};

async function invalidate(published: object, query_signature?: string) {
  const world = await feedbackWorld();
  const { write } = world.stores.ResponseCache;
  await write.put("answer:none:a", answer, 60, { golden_id: "faq_1" });
  await write.put(`answer:${signatureOf("Quanto è l'IVA?")}:b`, answer, 60);
  await write.put("answer:asked:c", answer, 60);
  await write.put("answer:other:d", answer, 60, { golden_id: "faq_2" });
  const run = await project.runStep(InvalidateFAQCache, {
    state: {
      published_golden: [{ faq_id: "faq_1", operation: "updated", version: 2, questions: [], ...published }],
      ...(query_signature === undefined ? {} : { query_signature }),
    },
    stores: world.stores,
    services: world.services,
  });
  return { run, left: world.rows("response_cache").map(({ key }) => String(key).slice(-1)) };
}

describe("InvalidateFAQCache", () => {
  it("takes out answers by the golden answer's id", async () => {
    const { run, left } = await invalidate({});
    expect(new Set(left)).toEqual(new Set(["b", "c", "d"]));
    expect(run.attrs).toMatchObject({
      faq_id: "faq_1",
      operation: "updated",
      keys_deleted: 1,
      patterns_cleared: 1,
    });
  });

  it("takes out answers to every way to ask", async () => {
    const { run, left } = await invalidate({ questions: ["Aliquote IVA?", "Quanto è l'IVA?"] });
    expect(new Set(left)).toEqual(new Set(["c", "d"]));
    expect(run.attrs).toMatchObject({ keys_deleted: 2, patterns_cleared: 3 });
  });

  it("takes out answers to the question of this run", async () => {
    const { left } = await invalidate({}, "asked");
    expect(new Set(left)).toEqual(new Set(["b", "d"]));
  });
});
