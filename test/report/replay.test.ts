import { describe, expect, test } from "vitest";
import { plainPalette } from "../../src/report/palette.ts";
import { replayOf } from "../../src/report/replay.ts";
import { replayPicture } from "../../src/report/replay-picture.ts";
import { replayRails } from "../../src/report/replay-rails.ts";
import { replayText } from "../../src/report/replay-text.ts";
import { createFakeClock } from "../../src/runtime/fake-clock.ts";
import { createCountingIds } from "../../src/runtime/ids.ts";
import { readTrails } from "../../src/runtime/read-trails.ts";
import { readOfficially } from "../architecture/official-mermaid.ts";
import { programOf, type TestProgram } from "../runtime/program-of.ts";
import { toldRun } from "../runtime/trails-of-run.ts";

async function told(made: TestProgram) {
  const program = programOf(made);
  const clock = createFakeClock({ autoAdvance: true });
  return { graph: program.graph, ...(await toldRun(program, { clock, ids: createCountingIds() })) };
}

const railsOf = async (edges: string): Promise<readonly string[]> => {
  const { trace } = await told({ edges });
  return replayRails(trace).map(({ rail, visit }) =>
    `${rail} ${visit === null ? "" : (trace.visits[visit]?.node ?? "")}`.trim(),
  );
};

describe("the rails of a run", () => {
  test("are one line without forks", async () => {
    expect(await railsOf("Start -> A, A -> End")).toEqual(["● Start", "● A", "● End"]);
  });

  test("fork and join", async () => {
    expect(await railsOf("Start -> A, Start -> B, Start -> C, A -> J, B -> J, C -> J, J -> End")).toEqual([
      "● Start",
      "├─┬─┐",
      "● │ │ A",
      "│ ● │ B",
      "│ │ ● C",
      "├─┴─┘",
      "● J",
      "● End",
    ]);
  });

  test("cross a branch that lies between those that join", async () => {
    expect(
      await railsOf("Start -> A, Start -> B, Start -> C, A -> J, C -> J, B -> B2, B2 -> B3, J -> End"),
    ).toContain("├─┼─┘");
  });

  test("use a column again that a branch has left", async () => {
    const rails = await railsOf("Start -> EndA, Start -> B, B -> C, B -> D, C -> EndC, D -> EndD");
    expect(Math.max(...rails.map((row) => row.split(" ")[0]?.length ?? 0))).toBeLessThanOrEqual(5);
  });
});

const lively: TestProgram = {
  edges: "Start -> Ask, Ask -Yes-> Work, Ask -No-> End, Work -> End, Work -error-> ErrorEnd",
  steps: {
    Ask: () => "Yes",
    Work: async ({ run, clock }) => {
      await clock.sleep(40);
      throw new Error(`busy ${run.attempt}`);
    },
  },
  policy: { Work: { retry: { attempts: 2, backoff_ms: 100, factor: 1, jitter: 0 } } },
};

describe("a rebuilt run", () => {
  test("is drawn with its times, outcomes, retries and failures", async () => {
    const { trace, graph } = await told(lively);
    expect(replayText(replayOf(trace, graph), plainPalette)).toBe(
      [
        "run_1 completed: 4 visits of 4 steps in 180 ms, started 2026-01-01T00:00:00.000Z, request req_1",
        "",
        "●     +0 ms     0 ms    1 Start",
        "◆     +0 ms     0 ms    2 Ask  → Yes",
        "✗     +0 ms   180 ms    3 Work  → error",
        `${" ".repeat(26)}attempt 1 failed: [step-failed] busy 1, tried again after 100 ms`,
        `${" ".repeat(26)}failed: [step-failed] busy 2`,
        "●   +180 ms     0 ms    5 ErrorEnd",
      ].join("\n"),
    );
  });

  test("is the same from its log, which has the times of ends alone", async () => {
    const { log, trace, graph } = await told({ edges: "Start -> A, Start -> B, A -> J, B -> J, J -> End" });
    const plain = (trail: typeof log) => {
      const { visits, status } = replayOf(trail, graph);
      return { status, visits: visits.map(({ node, from, outcome }) => [node, from, outcome]) };
    };
    expect(plain(log)).toEqual(plain(trace));
    expect(plain(log).visits.find(([node]) => node === "J")?.[1]).toEqual(["A", "B"]);
  });

  test("whose lines are cut is unfinished, and says where it was", async () => {
    const { logText, graph } = await told(lively);
    const cut = `${logText.split("\n").slice(0, 2).join("\n")}\n`;
    const [trail] = readTrails([{ name: "cut.log", text: cut }]).trails;
    if (trail === undefined) throw new Error("no run");
    const replay = replayOf(trail, graph);
    expect(replay).toMatchObject({
      status: "unfinished",
      open: ["Work"],
      notes: ["The log ends while the run is at `Work`; what came of it is not told."],
    });
  });

  test("of another diagram says what this one does not draw", async () => {
    const { trace } = await told(lively);
    const other = programOf({
      edges: "Start -> Ask, Ask -Maybe-> Work, Work -> End, Work -error-> ErrorEnd",
    });
    const replay = replayOf(trace, other.graph);
    expect(replay.not_drawn).toEqual(["Ask -->|Yes| Work"]);
    expect(replay.notes[0]).toMatch(
      /^The run walked another version of the diagram \(its graph is \w{12}, this one \w{12}\)\. Not drawn in this one: `Ask -->\|Yes\| Work`\.$/,
    );
    expect(replayOf(trace, null)).toMatchObject({ not_drawn: [], notes: [] });
  });
});

test("the picture of a run has the way taken bold, failures red, the rest pale, and Mermaid reads it", async () => {
  const { trace, graph } = await told(lively);
  const replay = replayOf(trace, graph);
  const picture = replayPicture(graph, replay);
  expect(picture).toBe(replayPicture(graph, replay));
  expect(picture).toContain('Work["3 Work<br/>+0 ms · 180 ms · ↻ 1"]');
  const read = await readOfficially(picture);
  expect([...read.vertices.keys()].toSorted()).toEqual(graph.nodes.map(({ id }) => id).toSorted());
  expect(read.edges).toHaveLength(graph.edges.length);
  const styleOf = (line: RegExp) => line.exec(picture)?.[1];
  expect(styleOf(/linkStyle 4 (.*)/)).toContain("stroke:#b91c1c");
  expect(styleOf(/linkStyle 0,1 (.*)/)).toContain("stroke-width:4px");
  expect(picture).toMatch(/class Work mark\d/);
});
