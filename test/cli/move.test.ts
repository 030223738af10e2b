import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { problemsIn, realCopy, textsOf } from "./move-copies.ts";
import { ragstep, triageWith } from "./ragstep.ts";

async function read(cwd: string, path: string): Promise<string> {
  return await readFile(join(cwd, path), "utf8");
}

describe("ragstep move", () => {
  test("moves a step with its files, and leaves the check clean", async () => {
    const cwd = await triageWith({
      "steps/answer/words.ts": 'export const words = "Switch it off and on again.";\n',
      "steps/answer/Reply.ts":
        'import { step } from "../ragstep.gen.ts";\nimport { words } from "./words.ts";\n\nexport default step("Reply", {\n  writes: ["answer"],\n  run: () => ({ answer: words }),\n});\n',
    });
    const had = (await ragstep(["check"], { cwd })).stdout;
    const { code, stdout, stderr } = await ragstep(["move", "3", "--lane", "Intake"], { cwd });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("rename steps/answer/Reply.ts => steps/intake/Reply.ts");
    expect(await read(cwd, "steps/intake/Reply.ts")).toContain('import { words } from "../answer/words.ts";');
    expect(await read(cwd, "docs/architecture/diagrams/triage.mmd")).toContain(
      "    Known{Known problem?}\n    Reply[Reply with the known answer]\n  end\n",
    );
    expect((await ragstep(["check"], { cwd })).stdout).toBe(had);
    expect((await ragstep(["run", "requests/known.json"], { cwd })).code).toBe(0);
  });

  test("takes the lane along that it leaves empty, and says so", async () => {
    const cwd = await triageWith({});
    await ragstep(["move", "Receive", "--lane", "answer"], { cwd });
    const { code, stdout } = await ragstep(["move", "Known", "--lane", "answer"], { cwd });
    expect(stdout).toContain("The lane `intake` held nothing else, so it is drawn no longer.\n");
    expect(code).toBe(0);
    expect(await read(cwd, "docs/architecture/diagrams/triage.mmd")).not.toContain("intake");
    expect((await ragstep(["check"], { cwd })).stdout).toMatch(/^no problems/);
  });

  test.each([
    [["move", "Reply"], "[missing-flag] `ragstep move` wants the lane that the step goes to.", 2],
    [
      ["move", "Reply", "--lane", "intak"],
      "[lane-unknown] The diagram has no lane `intak`. Did you mean `intake`?",
      2,
    ],
    [["move", "Reply", "--lane", "answer"], "[lane-same] `Reply` stands in the lane `answer` already.", 2],
    [["move", "Tickets", "--lane", "answer"], "`Tickets` is a store", 2],
  ])("%j is refused", async (words, message, exit) => {
    const { code, stdout, stderr } = await ragstep(words);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(code).toBe(exit);
  });

  test("refuses where a file is in the way, and writes nothing", async () => {
    const cwd = await triageWith({ "steps/intake/Reply.ts": "export const draft = 1;\n" });
    const before = await textsOf(cwd);
    const { code, stderr } = await ragstep(["move", "Reply", "--lane", "intake"], { cwd });
    expect(stderr).toContain(
      "[file-in-the-way] `steps/answer/Reply.ts` would become `steps/intake/Reply.ts`",
    );
    expect(code).toBe(1);
    expect(await textsOf(cwd)).toEqual(before);
  });

  test(
    "moves steps of the real project, and tells which tests expect their old way",
    { timeout: 120_000 },
    async () => {
      const cwd = await realCopy();
      const had = await problemsIn(cwd);
      const { code, stdout } = await ragstep(["move", "PIICheck", "--lane", "query"], { cwd });
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /Tests of these lanes name `PIICheck`, and may expect their old ways: .*privacy\/lane\.test\.ts:/,
      );
      expect((await ragstep(["move", "Error500", "--lane", "response"], { cwd })).code).toBe(0);
      expect(await read(cwd, "test/steps/response/Error500.test.ts")).toContain(
        "../../../steps/response/Error500.ts",
      );
      expect(await problemsIn(cwd)).toEqual(had);
      expect((await ragstep(["gen", "--check"], { cwd })).code).toBe(0);
    },
  );
});
