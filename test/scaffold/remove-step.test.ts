import { describe, expect, test } from "vitest";
import { planRemove } from "../../src/scaffold/remove-step.ts";
import { after, realLayout, realProject } from "./move-real-project.ts";

const layout = await realLayout();
const project = realProject(layout);
const why = { date: "2026-03-01", reason: "A test says so", to: undefined };

function shown(path: string): string {
  return path.slice(layout.root.length + 1);
}

describe("a step of the real project that is removed", () => {
  test("goes with its files, and keeps its number and ids", () => {
    const plan = planRemove(project, { ...why, step: "LogCacheHit" }).value;
    const gone = plan?.changes.filter((change) => change.after === null).map(({ path }) => shown(path));
    expect(gone).toEqual(["steps/cache/LogCacheHit.ts", "test/steps/cache/LogCacheHit.test.ts"]);
    expect(plan?.notes[0]).toBe("What led into `LogCacheHit` leads to `ReturnCached` now.");
    expect(plan?.notes.join("\n")).not.toContain("still name `LogCacheHit`");
    const next = plan?.changes.find(({ path }) => path.endsWith("/TrackCacheHit.test.ts"));
    expect(next?.after).toBe(next?.before?.replace('["LogCacheHit"]', '["ReturnCached"]'));
    const then = realProject(layout, after(new Map(), plan ?? { changes: [], notes: [] }));
    const entry = project.registry?.entries.find(({ node_id }) => node_id === "LogCacheHit");
    const now = then.registry?.entries.find(({ step }) => step === entry?.step);
    expect(now).toMatchObject({ id: entry?.id, node_id: "LogCacheHit", nodes: [] });
    expect(now?.status).toEqual({ kind: "deprecated", date: "2026-03-01", reason: "A test says so" });
    expect(then.graph.edges.length).toBe(project.graph.edges.length - 1);
  });

  test.each(project.graph.nodes.filter(({ index }) => index % 4 === 0).map(({ id }) => id))(
    "%s leaves a diagram of all other steps, or says what is missing",
    (id) => {
      const { value, diagnostics } = planRemove(project, { ...why, step: id });
      if (value === null) {
        expect(["ways-unclear", "run-unclear"]).toContain(diagnostics[0]?.code);
        expect(diagnostics[0]?.hint).toBeTruthy();
        return;
      }
      const then = realProject(layout, after(new Map(), value));
      expect(then.graph.nodes.map((node) => node.id)).toEqual(
        project.graph.nodes.map((node) => node.id).filter((other) => other !== id),
      );
    },
  );

  test("is not removed where it cannot be told how to go on", () => {
    const codeOf = (step: string, to?: string): string | undefined =>
      planRemove(project, { ...why, step, to }).diagnostics[0]?.message;
    expect(codeOf("ConfidenceCheck")).toBe(
      "`ConfidenceCheck` goes on to `TrackMetrics` (Yes), `LLMFallback` (No), so it cannot be told where `CalcScores` should lead without it.",
    );
    expect(codeOf("End")).toMatch(/^Nothing comes after `End`, so what leads into it \(/);
    expect(codeOf("ConfidenceCheck", "CalcScores")).toBe(
      "`CalcScores` leads into `ConfidenceCheck` and would lead into itself without it.",
    );
    expect(codeOf("LLMBetter", "UseLLM")).toMatch(
      /^\d+ runs went through `LLMBetter` and on another way than to `UseLLM`/,
    );
    expect(() => planRemove(project, { ...why, step: "VectorReindex" })).toThrow(/is deprecated/);
  });
});
