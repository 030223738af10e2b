import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, projects, ragstep } from "./ragstep.ts";

const cwd = join(projects, "mishaps");

async function run(mishap: string, ...flags: string[]) {
  const folder = await folderWith({ "request.json": JSON.stringify({ mishap, secret: "RSSMRA80A01H501U" }) });
  return await ragstep(["run", join(folder, "request.json"), ...flags], { cwd });
}

describe("a run fails with a sentence that names the step", () => {
  test.for<readonly [mishap: string, node: string, code: string, message: string]>([
    ["throws", "Throws", "step-failed", "the disk is upside down"],
    ["throws text", "ThrowsText", "step-threw-non-error", "only a text"],
    ["wrong patch", "WrongPatch", "patch-invalid", "WrongPatch"],
    ["never returns", "NeverReturns", "step-timeout", "50 ms"],
    ["no such edge", "Which", "outcome-unknown", "no such edge"],
  ])("when its handler goes wrong: %s", async ([mishap, node, errorCode, message]) => {
    const { code, stdout, stderr } = await run(mishap);
    expect(stderr).toContain(`[${errorCode}]`);
    expect(stderr).toContain(message);
    expect(stderr).toContain(node);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });
});

test("a failed run tells its error as data", async () => {
  const { code, stdout } = await run("throws", "--format", "json");
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    status: "failed",
    entry: "Start",
    response: null,
    error: { node: "Throws" },
  });
  expect(code).toBe(1);
});

test("the log and the trace of a failed run are complete, and hold no personal data", async () => {
  const folder = await folderWith({});
  const [log, trace] = [join(folder, "run.log"), join(folder, "run.trace")];
  await run("throws", "--log", log, "--trace", trace);
  const [logText, traceText] = await Promise.all([readFile(log, "utf8"), readFile(trace, "utf8")]);
  const lines = logText
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  const events = traceText
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
  expect(lines).toEqual(expect.arrayContaining([expect.objectContaining({ level: 50, node: "Throws" })]));
  expect(events[0]).toMatchObject({ type: "run-started" });
  expect(events.at(-1)).toMatchObject({ type: "run-ended", status: "failed" });
  expect(logText + traceText).not.toContain("RSSMRA80A01H501U");
});

describe("a log or a trace that cannot be written", () => {
  test.each(["--log", "--trace"])("%s in a folder that is not there is wrong use", async (flag) => {
    const { code, stderr, stdout } = await ragstep([
      "run",
      "requests/unknown.json",
      flag,
      "/nowhere/at/all.log",
    ]);
    expect(stderr).toContain(`\`${flag} /nowhere/at/all.log\` cannot be opened for writing (ENOENT)`);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("that is a folder is wrong use", async () => {
    const folder = await folderWith({});
    await mkdir(join(folder, "log"));
    const { code, stderr } = await ragstep(["run", "requests/unknown.json", "--log", join(folder, "log")]);
    expect(stderr).toContain("(EISDIR)");
    expect(code).toBe(2);
  });

  test.each(["--log", "--trace"])(
    "%s on a full disk is told once, and the answer still comes",
    async (flag) => {
      const { code, stdout, stderr } = await ragstep(["run", "requests/unknown.json", flag, "/dev/full"]);
      expect(stderr.match(/log-unwritable/g)).toHaveLength(1);
      expect(stderr).toContain("takes no more lines (ENOSPC)");
      expect(JSON.parse(stdout)).toEqual({ answer: "A person will write to you." });
      expect(code).toBe(1);
    },
  );
});
