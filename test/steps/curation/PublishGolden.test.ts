import { describe, expect, it } from "vitest";

import { candidateFromRule } from "#rag/curation/make-candidate.ts";
import type { GoldenCandidate } from "#rag/curation/types.ts";

import PublishGolden from "../../../steps/curation/PublishGolden.ts";
import { candidate, feedbackWorld } from "../support/feedback.ts";
import { aliquote } from "../support/golden-entries.ts";
import { project } from "../support/project.ts";

const current = { ...aliquote, version: 1 };

async function publish(...decided: readonly (readonly [GoldenCandidate, string])[]) {
  const world = await feedbackWorld({ golden: [aliquote] });
  const run = await project.runStep(PublishGolden, {
    state: {
      golden_candidates: decided.map(([one]) => one),
      golden_decisions: decided.map(([{ id }, kind]) => ({
        candidate_id: id,
        approval: { kind, reason: kind === "needs_review" ? "no_expert" : "person" },
      })),
    },
    stores: world.stores,
  });
  return { run, golden: world.stores.GoldenSetDB, rows: world.rows("golden_entry") };
}

describe("PublishGolden", () => {
  it("publishes a new entry that holds as of its proposal", async () => {
    const { run, rows } = await publish([candidate(), "approved"]);
    expect(rows).toHaveLength(2);
    expect(run.patch["published_golden"]).toMatchObject([
      { operation: "created", version: 1, questions: ["Chi firma il bilancio?"] },
    ]);
    expect(rows).toContainEqual(
      expect.objectContaining({ question: "Chi firma il bilancio?", updated_at: "2026-03-10T00:00:00.000Z" }),
    );
  });

  it("makes a new version and keeps the old one", async () => {
    const { run, golden, rows } = await publish([candidate({}, current), "approved"]);
    expect(run.attrs).toMatchObject({
      faq_id: aliquote.id,
      operation: "updated",
      version: 2,
      category: "iva",
    });
    expect(rows.map(({ version, answer }) => [version, answer])).toEqual([
      [1, aliquote.answer],
      [2, "La risposta giusta."],
    ]);
    expect(await golden.read.get(aliquote.id)).toMatchObject({ version: 2 });
  });

  it("retires an answer that has grown old", async () => {
    const said = { rule: "newer", reason: "", document_ids: ["d"], confidence: 1 };
    const proposal = { ...said, kind: "obsolete" as const, faq_id: aliquote.id };
    const { run, golden } = await publish([candidateFromRule(proposal, current, "2026-03-10"), "approved"]);
    expect(run.attrs).toMatchObject({ operation: "retired", version: null, published_count: 1 });
    expect(await golden.read.get(aliquote.id)).toBeNull();
  });

  it("publishes only what was approved", async () => {
    const { run, rows } = await publish(
      [candidate(), "rejected"],
      [candidate({ feedback_id: "fb_2" }, current), "needs_review"],
    );
    expect(rows).toHaveLength(1);
    expect(run.patch).toEqual({ published_golden: [] });
    expect(run.attrs).toMatchObject({ faq_id: null, published_count: 0 });
  });
});
