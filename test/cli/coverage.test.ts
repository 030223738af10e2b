import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, ragstep } from "./ragstep.ts";

let folder = "";
const log = () => join(folder, "known.log");
const trace = () => join(folder, "unknown.trace");

beforeAll(async () => {
  folder = await folderWith({});
  await ragstep(["run", "requests/known.json", "--log", log(), "--trace", join(folder, "known.trace")]);
  await ragstep(["run", "requests/unknown.json", "--trace", trace()]);
});

describe("ragstep coverage", () => {
  test("lists what the runs of a log do not take, and exits with 1 below the threshold", async () => {
    const { code, stdout, stderr } = await ragstep(["coverage", log(), "--fail-under", "90"]);
    expect(stdout).toBe(
      [
        "no run comes to   Escalate",
        "no run takes      Known -->|No| Escalate",
        "no run takes      Escalate --> Done",
        "3/5 edges, 4/5 nodes, 1/2 outcomes in 1 run",
        "",
      ].join("\n"),
    );
    expect(stderr).toContain(
      "[coverage-low] The runs take 60 % of the edges and 50 % of the outcomes, and `--fail-under` asks for 90 %.",
    );
    expect(code).toBe(1);
    expect((await ragstep(["coverage", log(), "--fail-under", "50"])).code).toBe(0);
  });

  test("takes any number of logs, traces and folders of them together", async () => {
    const whole = "5/5 edges, 5/5 nodes, 2/2 outcomes in 2 runs\n";
    const together = await ragstep(["coverage", log(), trace(), "--fail-under", "100"]);
    expect(together).toEqual({ code: 0, stdout: whole, stderr: "" });
    expect((await ragstep(["coverage", folder])).stdout).toBe(whole);
  });

  test("gives counts as JSON, the same bytes each time", async () => {
    const words = ["coverage", folder, "--format", "json"];
    const { stdout } = await ragstep(words);
    expect((await ragstep(words)).stdout).toBe(stdout);
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      runs: 2,
      outcomes: { covered: 2, total: 2, missed: [] },
      hits: { nodes: { Receive: 2, Known: 2, Reply: 1, Escalate: 1, Done: 2 } },
      unknown: [],
      problems: [],
    });
  });

  test("draws a heat map with the lanes of the diagram", async () => {
    const { code, stdout } = await ragstep(["coverage", log(), "--format", "mermaid"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^---\ntitle: "3\/5 edges, [^\n]*\n---\nflowchart TB\n {2}subgraph intake \["Intake"\]\n/,
    );
    expect(stdout).toContain('    Known{"2 Known<br/>1×"}\n  end\n');
    expect(stdout).toContain('Known -->|"No<br/>0×"| Escalate');
    expect(stdout).toMatch(/linkStyle 2,4 stroke:#d32f2f,.*stroke-dasharray/);
  });

  test("says what it cannot use", async () => {
    const empty = join(folder, "empty");
    await mkdir(empty);
    for (const [words, message] of [
      [["no.log"], "There is no log, trace or recording `no.log`."],
      [[empty], "holds no recording, and no file whose name ends in `.log`"],
      [["requests/known.json"], "No step of this diagram is in `requests/known.json`."],
      [[log(), "--fail-under", "all"], "`--fail-under` wants a number from 0 to 100"],
    ] as const) {
      const { code, stderr } = await ragstep(["coverage", ...words]);
      expect(stderr).toContain(message);
      expect(stderr).toContain("  hint ");
      expect(code).toBe(2);
    }
  });
});
