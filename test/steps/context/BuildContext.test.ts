import { describe, expect, it } from "vitest";

import { createContextService } from "#rag/context/create-context-service.ts";

import BuildContext from "../../../steps/context/BuildContext.ts";
import { goldenMatch, hit } from "../support/knowledge.ts";
import { project } from "../support/project.ts";
import { settings } from "../support/settings.ts";

const services = { context: createContextService(), settings: settings() };
const fact = { kind: "percentage", text: "22 %", start: 0, end: 4, value: "22%" };

describe("BuildContext", () => {
  it("puts facts and passages into one text and keeps the passages for the citations", async () => {
    const items = [hit({ id: "a", text: "La prima regola." }), hit({ id: "b", text: "La seconda regola." })];
    const run = await project.runStep(BuildContext, {
      state: { canonical_facts: [fact], knowledge_items: items },
      services,
    });
    const context = String(run.patch["merged_context"]);
    for (const part of ["22%", "La prima regola.", "La seconda regola."]) expect(context).toContain(part);
    expect(run.patch["passages"]).toMatchObject([{ id: "a", text: "La prima regola." }, { id: "b" }]);
    expect(run.attrs).toMatchObject({ context_merged: true, passages_used: 2, max_context_tokens: 1500 });
    expect(run.line).not.toContain("regola");
    expect(run.next).toEqual(["SelectPrompt"]);
  });

  it("carries an overtaken golden answer with the change that overtook it first", async () => {
    const change = hit({ id: "new", text: "Dal 2026 vale il 23%." });
    const state = {
      canonical_facts: [],
      knowledge_items: [hit({ id: "old", text: "Vale il 22%." }), change],
      pre_context: { golden: goldenMatch(), changes: [change] },
    };
    const run = await project.runStep(BuildContext, { state, services });
    expect(run.patch["merged_context"]).toContain("Dal 2026 vale il 23%.");
    expect(run.patch["merged_context"]).toContain(goldenMatch().answer);
    expect(run.patch["passages"]).toMatchObject([{ id: "new" }, { id: "old" }]);
  });

  it("keeps within the budget of tokens", async () => {
    const long = Array.from({ length: 50 }, (_, index) =>
      hit({ id: `c${index}`, text: "Una regola lunga. ".repeat(40) }),
    );
    const tight = { ...services, settings: settings({ context: { max_tokens: 200 } }) };
    const run = await project.runStep(BuildContext, {
      state: { canonical_facts: [], knowledge_items: long },
      services: tight,
    });
    expect(run.attrs["token_count"]).toBeLessThanOrEqual(200);
    expect((run.patch["passages"] as unknown[]).length).toBeLessThan(50);
  });

  it("is empty when there is nothing to say", async () => {
    const run = await project.runStep(BuildContext, {
      state: { canonical_facts: [], knowledge_items: [] },
      services,
    });
    expect(run.patch).toEqual({ merged_context: "", passages: [] });
    expect(run.attrs).toMatchObject({ context_merged: false });
  });
});
