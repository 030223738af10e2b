import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, projects, ragstep } from "./ragstep.ts";

let folder = "";
const log = () => join(folder, "run.log");
const trace = () => join(folder, "run.trace");
let ids: readonly string[] = [];

beforeAll(async () => {
  folder = await folderWith({});
  for (const request of ["requests/known.json", "requests/unknown.json"])
    await ragstep(["run", request, "--log", log(), "--trace", trace()]);
  const lines = (await readFile(log(), "utf8")).trim().split("\n");
  ids = [...new Set(lines.map((line) => (JSON.parse(line) as { readonly run_id: string }).run_id))];
});

/** Without what differs from run to run. */
const path = (text: string) =>
  text
    .split("\n")
    .slice(2)
    .map((line) => line.replace(/\+.*?ms +[\d.]+ ms/, "").replace(/ {2,}/g, " "));

describe("ragstep replay", () => {
  test("draws the last run of a log or a trace", async () => {
    const fromLog = await ragstep(["replay", log()]);
    expect(fromLog).toMatchObject({ code: 0, stderr: "" });
    expect(fromLog.stdout).toMatch(new RegExp(`^${ids[1]} completed: 4 visits of 4 steps in `));
    const way = ["● 1 Receive", "◆ 2 Known → No", "● 4 Escalate", "● 5 Done", ""];
    expect(path(fromLog.stdout)).toEqual(way);
    expect(path((await ragstep(["replay", trace()])).stdout)).toEqual(way);
  });

  test("lists the runs of a file, and takes one by its id, how it begins, or behind a `#`", async () => {
    const { stdout } = await ragstep(["replay", trace(), "--list"]);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(ids);
    const [first = ""] = ids;
    for (const words of [
      [log(), "--run", first],
      [log(), "--run", first.slice(0, 12)],
      [`${log()}#${first}`],
    ]) {
      const { stdout: drawn } = await ragstep(["replay", ...words]);
      expect(drawn).toContain(first);
      expect(drawn).toContain("Known  → Yes");
    }
  });

  test("gives the run as JSON, and as a picture of the diagram", async () => {
    const json: unknown = JSON.parse((await ragstep(["replay", trace(), "--format", "json"])).stdout);
    expect(json).toMatchObject({
      schemaVersion: 1,
      run_id: ids[1],
      status: "completed",
      entry: "Receive",
      problems: [],
    });
    const { stdout, stderr } = await ragstep(["replay", trace(), "--format", "mermaid"]);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/Escalate\["4 Escalate<br\/>\+[\d.]+ ms · [\d.]+ ms"\]/);
    expect(stdout).toContain('Reply["3 Reply"]');
    expect(stdout).toMatch(/linkStyle 0,2,4 stroke:#1d4ed8,stroke-width:4px/);
  });

  test("says that the last line is cut, and where the run was", async () => {
    const text = await readFile(log(), "utf8");
    await writeFile(join(folder, "cut.log"), text.slice(0, -30));
    const { code, stdout, stderr } = await ragstep(["replay", "cut.log"], { cwd: folder });
    expect(stderr).toBe("warning `cut.log` ends in the middle of line 8, which is left out.\n");
    expect(stdout).toContain("unfinished: 3 visits of 3 steps");
    expect(stdout).toContain("note The log ends while the run is at `Done`; what came of it is not told.");
    expect(code).toBe(0);
  });

  test("draws a log far from its project, and refuses to lay it on another diagram", async () => {
    const far = await ragstep(["replay", log()], { cwd: folder });
    expect(far).toMatchObject({ code: 0, stderr: "" });
    const elsewhere = { cwd: join(projects, "mishaps") };
    const other = await ragstep(["replay", trace()], elsewhere);
    expect(other.stdout).toMatch(
      /note The run walked another version of the diagram \(its graph is \w{12}, this one \w{12}\)/,
    );
    expect(other.stdout).toContain("Not drawn in this one: `Receive`, `Known`, `Escalate`");
    const picture = await ragstep(["replay", trace(), "--format", "mermaid"], elsewhere);
    expect(picture).toMatchObject({ code: 2, stdout: "" });
    expect(picture.stderr).toContain("[diagram-differs]");
    expect(picture.stderr).toContain("--diagram old.mmd");
  });

  test("shows why a run failed", async () => {
    const project = { cwd: join(projects, "mishaps") };
    const failed = join(folder, "failed.log");
    await writeFile(join(folder, "throws.json"), '{ "mishap": "throws" }');
    await ragstep(["run", join(folder, "throws.json"), "--log", failed], project);
    const { stdout } = await ragstep(["replay", failed], project);
    expect(stdout).toMatch(/failed: 3 visits/);
    expect(stdout).toMatch(/✗ .* 3 Throws {2}→ error\n +failed: \[step-failed\] the disk is upside down\n$/);
  });

  test("names what it cannot find", async () => {
    for (const [words, message] of [
      [["no.log"], "There is no log, trace or recording `no.log`."],
      [["requests/known.json"], "`requests/known.json` holds no step of a run."],
      [[log(), "--run", "run_"], "2 runs of"],
      [[log(), "--run", `${ids[0]?.slice(0, -1)}x`], `Did you mean \`${ids[0]}\`?`],
    ] as const) {
      const { code, stderr } = await ragstep(["replay", ...words]);
      expect(stderr).toContain(message);
      expect(stderr).toContain("  hint ");
      expect(code).toBe(2);
    }
  });
});
