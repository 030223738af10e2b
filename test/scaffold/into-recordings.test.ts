import { describe, expect, it } from "vitest";
import { recordingText } from "../../src/recording/recording-text.ts";
import type { RecordedStep, Recording } from "../../src/recording/recording.ts";
import { intoRecording } from "../../src/scaffold/into-recordings.ts";
import { diagramProject } from "./diagram-project.ts";

const { graph } = diagramProject(`flowchart TD
  Start([s]) --> Check{ok?}
  Check -->|Yes| Split
  Check -->|No| End
  Check -->|Again| Start
  Split --> Left
  Split --> Right
  Split --> End
  Left --> End([e])
  Right --> Done([d])
`);

function visit(node: string, next: readonly string[], change: Partial<RecordedStep> = {}): RecordedStep {
  return { step: null, node, visit: 1, outcome: null, next, skipped: false, errorCode: null, ...change };
}

function text(...path: readonly RecordedStep[]): string {
  const run: Recording = {
    request: "a.json",
    entry: "Start",
    status: "completed",
    statusCode: null,
    path,
    input: {},
    changes: [],
  };
  return recordingText(run);
}

function edge(from: string, to: string, label: string | null = null) {
  const found = graph.edges.find(
    (one) =>
      graph.nodes[one.source]?.id === from && graph.nodes[one.target]?.id === to && one.label === label,
  );
  if (found === undefined) throw new Error("no edge");
  return found;
}

const passing = { node: "New", step: 7, outcome: null };
const put = (next: string, nth = 1) => visit("New", [next], { step: 7, visit: nth });
const yes = { outcome: "Yes" };

describe("a step that lets runs pass", () => {
  it("stands in a recorded run behind each visit that took its edge", () => {
    const again = { outcome: "Again" };
    const run = [
      visit("Start", ["Check"]),
      visit("Check", ["Start"], again),
      visit("Start", ["Check"], { visit: 2 }),
      visit("Check", ["End"], { visit: 2, outcome: "No" }),
      visit("End", []),
    ];
    expect(intoRecording(graph, text(...run), edge("Start", "Check"), passing)).toBe(
      text(
        visit("Start", ["New"]),
        put("Check"),
        visit("Check", ["Start"], again),
        visit("Start", ["New"], { visit: 2 }),
        put("Check", 2),
        visit("Check", ["End"], { visit: 2, outcome: "No" }),
        visit("End", []),
      ),
    );
  });

  it("is not in a run that took another branch", () => {
    const run = text(visit("Start", ["Check"]), visit("Check", ["End"], { outcome: "No" }), visit("End", []));
    expect(intoRecording(graph, run, edge("Check", "Split", "Yes"), passing)).toBe(run);
    expect(intoRecording(graph, "no recording", edge("Start", "Check"), passing)).toBe("no recording");
  });

  it("stands behind a fork where its branch comes", () => {
    const fork = [
      visit("Check", ["Split"], yes),
      visit("Split", ["Left", "Right"]),
      visit("Left", []),
      visit("Right", ["Done"]),
      visit("Done", []),
    ];
    expect(intoRecording(graph, text(...fork), edge("Split", "Right"), { ...passing, outcome: "Go" })).toBe(
      text(
        visit("Check", ["Split"], yes),
        visit("Split", ["Left", "New"]),
        visit("Left", []),
        visit("New", ["Right"], { step: 7, outcome: "Go" }),
        visit("Right", ["Done"]),
        visit("Done", []),
      ),
    );
  });

  it("is not guessed where branches join", () => {
    const join = text(visit("Split", ["Left", "End"]), visit("Left", ["End"]), visit("End", []));
    expect(intoRecording(graph, join, edge("Split", "End"), passing)).toBeNull();
  });
});
