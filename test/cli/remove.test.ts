import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { removeCommand } from "../../src/cli/commands/remove.ts";
import { problemsIn, realCopy, textsOf } from "./move-copies.ts";
import { ragstep, triageWith } from "./ragstep.ts";

const why = ["--reason", "Nobody asks for it", "--date", "2026-03-01"];

async function read(cwd: string, path: string): Promise<string> {
  return await readFile(join(cwd, path), "utf8");
}

describe("ragstep remove", () => {
  test("takes a step out, joins the ways, keeps its number, and leaves the check clean", async () => {
    const cwd = await triageWith({});
    const { code, stdout, stderr } = await ragstep(["remove", "Escalate", ...why], { cwd });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("-  Known -->|No| Escalate\n+  Known -->|No| Done\n");
    expect(stdout).toContain("What led into `Escalate` leads to `Done` now.\n");
    expect(await read(cwd, "docs/architecture/diagrams/triage.mmd")).not.toContain("Escalate");
    expect(await read(cwd, "registry/rag_steps.yml")).toContain(`  - step: 4
    id: triage.escalate
    node_id: Escalate
    node_label: Hand over to a person
    type: process
    category: answer
    code_owner: support
    status:
      kind: deprecated
      date: 2026-03-01
      reason: Nobody asks for it
`);
    expect([...(await textsOf(cwd)).keys()]).not.toContain("steps/answer/Escalate.ts");
    expect((await ragstep(["check"], { cwd })).stdout).toMatch(/^no problems in 4 nodes, 4 edges/);
    expect((await ragstep(["gen", "--check"], { cwd })).code).toBe(0);
    const again = await ragstep(["remove", "4", ...why], { cwd });
    expect(again.stderr).toContain("[step-deprecated] Step 4 (`Escalate`) is deprecated");
    expect(again.code).toBe(2);
    const taken = await ragstep(["rename", "Reply", "Escalate"], { cwd });
    expect(taken.stderr).toContain("is the name of step 4, which is deprecated and keeps it.");
  });

  test("refuses a decision without `--to`, and takes the step that it names", async () => {
    const cwd = await triageWith({});
    const before = await textsOf(cwd);
    const { code, stderr } = await ragstep(["remove", "Known", ...why], { cwd });
    expect(stderr).toContain(
      "[ways-unclear] `Known` goes on to `Reply` (Yes), `Escalate` (No), so it cannot be told where `Receive` should lead without it.",
    );
    expect(stderr).toContain('hint ragstep remove Known --reason "…" --to Reply');
    expect(code).toBe(1);
    // With it, one branch is reached no more: the check of the result says so.
    const named = await ragstep(["remove", "Known", "--to", "Reply", ...why], { cwd });
    expect(named.stderr).toContain("[unreachable-node]");
    expect(named.stderr).toContain("[change-refused]");
    expect(named.code).toBe(1);
    expect(await textsOf(cwd)).toEqual(before);
  });

  test.each([
    [
      ["remove", "Reply"],
      "[reason-missing] The registry keeps why a step is gone, and no reason was given for `Reply`.",
    ],
    [["remove", "Reply", "--reason", " "], "[reason-missing]"],
    [
      ["remove", "Reply", ...why, "--date", "2026-02-30"],
      "`--date` wants a day, and `2026-02-30` was given.",
    ],
    [["remove", "Reply", "--to", "Reply", ...why], "`--to` names `Reply`, which is the step that goes."],
    [["remove", "Repli", ...why], "Did you mean `Reply`?"],
  ])("%j is refused as wrong use", async (words, message) => {
    const { code, stdout, stderr } = await ragstep(words);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("asks a person for the reason", async () => {
    const cwd = await triageWith({});
    const asked: string[] = [];
    const stdout = new PassThrough();
    const code = await removeCommand.run(
      { argument: "Escalate", flags: new Map([["date", "2026-03-01"]]) },
      {
        cwd,
        env: {},
        stdout,
        stderr: new PassThrough(),
        interrupted: new AbortController().signal,
        stdoutClosed: new AbortController().signal,
        ask: async (question) => {
          asked.push(question);
          return "  Nobody   asks ";
        },
      },
    );
    expect(code).toBe(0);
    expect(asked).toEqual(["Why is `Escalate` no longer needed? "]);
    expect(await read(cwd, "registry/rag_steps.yml")).toContain("      reason: Nobody asks\n");
  });

  test(
    "takes a step of the real project out of requests and recorded runs too, or refuses",
    { timeout: 120_000 },
    async () => {
      const cwd = await realCopy();
      const before = await textsOf(cwd);
      const had = await problemsIn(cwd);
      const scores = await ragstep(["remove", "CalcScores", ...why], { cwd });
      expect(scores.stderr).toContain("[key-never-written] `ConfidenceCheck` reads `domain_scores`");
      expect(scores.code).toBe(1);
      expect(await textsOf(cwd)).toEqual(before);
      const { code, stderr } = await ragstep(["remove", "LogCacheHit", ...why], { cwd });
      expect(stderr).toBe("");
      expect(code).toBe(0);
      expect(await problemsIn(cwd)).toEqual(had);
      const run = await ragstep(["run", "test/fixtures/requests/repeated-question.json"], { cwd });
      expect(run.code).toBe(0);
      const page = [...(await textsOf(cwd))].find(([path]) =>
        /STEP-\d+-.*log\.cache\.hit\.md$/.test(path),
      )?.[1];
      expect(page).toContain("⚪ deprecated (since 2026-03-01: Nobody asks for it)");
    },
  );
});
