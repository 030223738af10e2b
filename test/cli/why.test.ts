import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, ragstep, repository } from "./ragstep.ts";

let folder = "";
const inFolder = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await folderWith({});
  for (const request of ["requests/known.json", "requests/unknown.json"])
    await ragstep(["run", request, "--log", inFolder("run.log"), "--trace", inFolder("run.trace")]);
});

describe("ragstep why", () => {
  test("names the step that wrote a key in the last run of a trace", async () => {
    const { code, stdout, stderr } = await ragstep(["why", inFolder("run.trace"), "answer"]);
    expect(stdout).toMatch(/^trace of run_\w+\nWhat the customer is told\.\n\nanswer ← Escalate \(4\)\n$/);
    expect([code, stderr]).toEqual([0, ""]);
  });

  test("says of a log that a step may have written it", async () => {
    const { stdout } = await ragstep(["why", inFolder("run.log"), "answer"]);
    expect(stdout).toContain("answer ← perhaps Escalate (4)");
    expect(stdout).toContain("A trace says it");
  });

  test("takes another run of the file behind a `#`", async () => {
    const { stdout: list } = await ragstep(["replay", inFolder("run.trace"), "--list"]);
    const [first = ""] = list.split(" ");
    const { stdout } = await ragstep([
      "why",
      `${inFolder("run.trace")}#${first}`,
      "answer",
      "--format",
      "json",
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      run_id: first,
      key: "answer",
      written: ["Reply"],
      could_write: ["Reply", "Escalate"],
      writers: [{ visit: "Reply", step: 3, sure: true }],
    });
  });

  test("names the nearest key, run and file", async () => {
    for (const [words, message] of [
      [[inFolder("run.trace"), "anwser"], "No key of the state is called `anwser`. Did you mean `answer`?"],
      [[inFolder("run.trace#run_x"), "answer"], "has no run `run_x`"],
      [["no.trace", "answer"], "There is no log, trace or recording `no.trace`."],
      [["answer", inFolder("run.trace")], "wants the run first and then the key"],
      [[inFolder("run.trace")], "wants a key of the state"],
      [[inFolder("run.trace"), "answer", "--depth", "0"], "`--depth` wants a number from 1 on"],
    ] as const) {
      const { code, stderr } = await ragstep(["why", ...words]);
      expect(stderr).toContain(message);
      expect(code).toBe(2);
    }
  });
});

test("in the real project a question is followed back to the request, without a word of it", async () => {
  const trace = inFolder("real.trace");
  const request = "test/fixtures/requests/personal-data.json";
  const env = { RAGSTEP_STORAGE_PATH: inFolder("rag.db") };
  await ragstep(["run", request, "--trace", trace], { cwd: repository, env });
  const { code, stdout } = await ragstep(["why", trace, "user_query"], { cwd: repository, env });
  expect(code).toBe(0);
  expect(stdout).toContain(
    "user_query ← ExtractQuery (12) = (personal data)\n└─ messages ← ConvertMessages (11)",
  );
  expect(stdout).toContain("http_request ← the run's input = (personal data)");
  expect(stdout).not.toMatch(/@|[A-Z]{6}\d{2}[A-Z]\d{2}/);
  const { stdout: drawn } = await ragstep(["replay", trace], { cwd: repository, env });
  expect(drawn).toContain("├─┐");
});
