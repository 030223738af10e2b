import { describe, expect, it } from "vitest";
import type { Rewire } from "../../src/scaffold/rewire.ts";
import { rewireTests } from "../../src/scaffold/rewire-tests.ts";
import { applyEdits } from "../../src/text/text-edit.ts";
import { diagramProject } from "./diagram-project.ts";

const diagram = `flowchart TD
  subgraph intake
    Start([Begin])
    Check{Fine?}
    Bad[Refuse]
  end
  subgraph work
    Work[Do it]
    End([Over])
  end
  Start --> Check
  Check -->|Yes| Work
  Check -->|No| Bad
  Bad --> End
  Work --> End
`;

const formatted = { ".prettierrc": '{ "printWidth": 80 }' };

function into(from: string, to: string, lane: string, id = "New"): Rewire {
  const laneOf = (node: string): string => (["Work", "End"].includes(node) ? "work" : "intake");
  return {
    kind: "in",
    step: { id, lane },
    from: [{ id: from, lane: laneOf(from) }],
    to: { id: to, lane: laneOf(to) },
    passes: true,
    isOnlyWay: from !== "Check",
  };
}

/** One test file after a change, with the lines that are named as left. */
function after(rewire: Rewire, text: string, name = "lane", more: Readonly<Record<string, string>> = {}) {
  const path = `test/steps/intake/${name}.test.ts`;
  const project = diagramProject(diagram, null, { ...formatted, ...more, [path]: text });
  const { edits, left } = rewireTests(project, rewire);
  const own = edits.filter((one) => one.path === path).flatMap((one) => one.edits);
  const lines = left.map(({ file, span }) => `${file.path}: ${file.text.slice(span.start, span.end)}`);
  return { text: applyEdits(text, own), left: lines };
}

const run = (body: string, slice = '"intake"'): string =>
  `it("runs", async () => {\n  const run = await project.runLane(${slice}, { from: "Start" });\n${body}});\n`;

describe("what a test expects of a path, when a step comes in", () => {
  it("has the step between its neighbours, and nowhere else", () => {
    const text = run(`  // "Start", "Check"
  expectPath(run, ["Start", "Check", "Bad"]);
  expect(run.path).toEqual(expect.arrayContaining(["Check", "Start"]));
  expect(run.state.note).toBe('"Start", "Check"');
`);
    expect(after(into("Start", "Check", "intake"), text).text).toBe(
      text.replace('(run, ["Start", "Check"', '(run, ["Start", "New", "Check"'),
    );
  });

  it("has a line for each step where the lines of the project would be too wide", () => {
    const text = run('  expectPath(run, ["Start", "Check", "Bad"]);\n');
    const id = "SomethingThatTakesALotOfRoomOnALine";
    expect(after(into("Start", "Check", "intake", id), text).text).toContain(
      `  expectPath(run, [\n    "Start",\n    "${id}",\n    "Check",\n    "Bad",\n  ]);\n`,
    );
  });

  it("keeps lines and comments of a list that no formatter wrote", () => {
    const text = run('  expectPath(run, [ "Start", // first\n    "Check"\n  ]);\n');
    expect(after(into("Start", "Check", "intake"), text).text).toContain(
      '[ "Start", "New", // first\n    "Check"\n  ]',
    );
  });

  it("has the step behind a constant that is spread", () => {
    const text = `const begin = ["Start", "Check"];\n${run('  expectPath(run, [...begin, "Bad"]);\n')}`;
    expect(after(into("Check", "Bad", "intake"), text).text).toContain('[...begin, "New", "Bad"]');
    expect(after(into("Start", "Check", "intake"), text).text).toContain('begin = ["Start", "New", "Check"]');
  });

  it("has the step at the end where the run leaves to what follows it", () => {
    const text = run('  expectPath(run, ["Start", "Check"]);\n  expect(run.exits).toEqual(["Work"]);\n');
    expect(after(into("Check", "Work", "intake"), text).text).toContain('["Start", "Check", "New"]');
    expect(after(into("Check", "Work", "work"), text).text).toContain('exits).toEqual(["New"])');
  });

  it("counts with parts of the path", () => {
    const parts = run(
      '  expect(path.slice(0, 2)).toEqual(["Start", "Check"]);\n  expect(path.slice(2)).toEqual(["Bad"]);\n',
    );
    expect(after(into("Start", "Check", "intake"), parts).text).toContain("path.slice(0, 3)");
    expect(after(into("Start", "Check", "intake"), parts).text).toContain("path.slice(3)");
    const end = run('  expect(path.slice(-2)).toEqual(["Start", "Check"]);\n');
    expect(after(into("Start", "Check", "intake"), end).text).toContain("path.slice(-3)");
  });

  it("is left where the step is not among those that the test runs, and said to be", () => {
    const text = run('  expectPath(run, ["Start", "Check", "Bad"]);\n');
    expect(after(into("Start", "Check", "work"), text)).toEqual({
      text,
      left: ["test/steps/intake/lane.test.ts: Check"],
    });
  });

  it("has the step among the nodes that are run by name", () => {
    const text = `const nodes = ["Start", "Bad", "Check"];\n${run('  expectPath(run, ["Start", "Check"]);\n', "nodes")}`;
    expect(after(into("Start", "Check", "work"), text).text).toContain('["Start", "New", "Bad", "Check"]');
  });
});

describe("what the step before expects to come next, when a step comes in", () => {
  it("is the step, in what `next` is compared with, its cases and `next_step`", () => {
    const text = `it.each([
  ["sound", "Yes", "Work"],
  ["Work", "No", "Bad"],
])("%s", async (name, outcome, next) => {
  expect(run.next).toEqual([next]);
  expect(run.attrs).toMatchObject({ next_step: "Work", name: "Work" });
});
it("asks", () => expect(run.next).toEqual([isFine ? "Work" : "Bad"]));
`;
    expect(after(into("Check", "Work", "intake"), text, "Check").text).toBe(
      text
        .replace('"Yes", "Work"', '"Yes", "New"')
        .replace('next_step: "Work"', 'next_step: "New"')
        .replace('isFine ? "Work"', 'isFine ? "New"'),
    );
  });

  it("stays sorted where it is compared so", () => {
    const text = 'it("forks", () => expect(run.next.toSorted()).toEqual(["Bad", "Work"]));\n';
    expect(after(into("Check", "Bad", "intake", "Zero"), text, "Check").text).toContain('["Work", "Zero"]');
  });

  it("is said to be in a file that several tests share", () => {
    const shared = 'export const check = () => expect(run.next).toEqual(["Work"]);\n';
    const text = 'import { check } from "../support/next.ts";\ncheck();\n';
    expect(
      after(into("Check", "Work", "intake"), text, "Check", { "test/steps/support/next.ts": shared }).left,
    ).toEqual(['test/steps/support/next.ts: "Work"']);
  });
});

it("comes and goes again without a trace in any test", () => {
  const tests = {
    ...formatted,
    "test/steps/intake/lane.test.ts": run(
      '  expectPath(run, ["Start", "Check", "Bad"]);\n  expect(path.slice(-2)).toEqual(["Check", "Bad"]);\n  expect(run.path.at(-1)).toBe("Bad");\n  expect(run.exits).toEqual(["End"]);\n',
    ),
    "test/steps/intake/Check.test.ts": 'it("x", () => expect(run.next).toEqual(["Bad"]));\n',
    "test/steps/intake/Bad.test.ts": 'it("x", () => expect(run.next).toEqual(["End"]));\n',
  };
  const apply = (text: string, files: Readonly<Record<string, string>>, rewire: Rewire) => {
    const { edits } = rewireTests(diagramProject(text, null, files), rewire);
    const changed = edits.map((one) => [one.path, applyEdits(files[one.path] ?? "", one.edits)] as const);
    return { ...files, ...Object.fromEntries(changed) };
  };
  for (const [from, to, line] of [
    ["Check", "Bad", "Check -->|No| Bad"],
    ["Bad", "End", "Bad --> End"],
  ] as const) {
    const rewire = into(from, to, "intake");
    const there = apply(diagram, tests, rewire);
    expect(there).not.toEqual(tests);
    const split = `${line.slice(0, line.lastIndexOf(" "))} New\n  New --> ${to}`;
    const drawn = diagram.replace(line, split).replace("Bad[Refuse]", "Bad[Refuse]\n    New[new]");
    expect(apply(drawn, there, { ...rewire, kind: "out", isOnlyWay: true })).toEqual(tests);
  }
});
