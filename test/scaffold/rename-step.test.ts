import { expect, test } from "vitest";
import { planRename } from "../../src/scaffold/rename-step.ts";
import { after, differing, realLayout, realProject } from "./move-real-project.ts";

const layout = await realLayout();

// A plain step, a decision, an error, one with stores, one in a fork, the end, and some more of each lane.
const kinds = ["CalcScores", "ValidCheck", "Error400", "ResolveEpochs", "CCNLQuery", "End"];

test("steps of the real project can be renamed, and get their old names back byte by byte", () => {
  const project = realProject(layout);
  const some = project.graph.nodes.filter(({ id, index }) => id !== "Start" && index % 7 === 0);
  const names = new Set([...kinds, ...some.map(({ id }) => id)]);
  expect(names.size).toBeGreaterThan(20);
  for (const id of names) {
    const plan = planRename(project, { step: id, to: "QuiteAnother" });
    expect(plan.diagnostics).toEqual([]);
    const texts = after(new Map(), plan.value ?? { changes: [], notes: [] });
    const changed = differing(texts);
    // The diagram, the registry, and the handler and its test under both names.
    expect(changed.length).toBeGreaterThanOrEqual(6);
    const renamed = realProject(layout, texts);
    expect(renamed.graph.indexOf.has(id)).toBe(false);
    const back = planRename(renamed, { step: "QuiteAnother", to: id });
    expect(differing(after(texts, back.value ?? { changes: [], notes: [] }))).toEqual([]);
  }
});
