import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { folderWith, ragstep } from "./ragstep.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const question = {
  request: {
    headers: { authorization: "Bearer demo", "content-type": "application/json" },
    body: { query: "Chi può usare la cassetta di sicurezza di mario.rossi@example.it?", stream: false },
  },
};
const plain = {
  ...question,
  request: { ...question.request, body: { query: "Chi apre la cassaforte dello studio?", stream: false } },
};
const answer = "La aprono i soci, in due.";

async function studio() {
  const folder = await folderWith({
    "question.json": JSON.stringify(plain),
    "personal.json": JSON.stringify(question),
    "unsure.json": JSON.stringify({ verdict: "wrong", answer, confidence: 0.9 }),
    "block.json": JSON.stringify({ feedback: { verdict: "correct" } }),
  });
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const env = { RAGSTEP_STORAGE_PATH: join(folder, "rag.db") };
  const call = (...words: readonly string[]) => ragstep(words, { cwd: root, env });
  const ask = async (name: string) => {
    const { stdout, stderr } = await call("run", join(folder, name));
    return { body: stdout, run_id: /^completed (run_\w+)$/mu.exec(stderr)?.[1] ?? "" };
  };
  const give = (run_id: string, name: string, ...flags: readonly string[]) =>
    call("feedback", run_id, join(folder, name), ...flags);
  return { folder, call, ask, give };
}

describe("feedback on a finished run", () => {
  test("is proposed, approved by a person and served to the next who asks", async () => {
    const { call, ask, give } = await studio();
    const first = await ask("question.json");
    expect(first.body).not.toContain(answer);

    const proposed = await give(first.run_id, "unsure.json", "--user", "user_bruni");
    expect(proposed.code).toBe(0);
    const id = /(cand_\w+) needs_review/u.exec(proposed.stderr)?.[1] ?? "";
    expect((await give(first.run_id, "unsure.json", "--user", "user_bruni")).stderr).toContain(
      "result  already_recorded",
    );

    const listed = await call("golden", "list", "--format", "json");
    expect(JSON.parse(listed.stdout)).toMatchObject({
      candidates: [{ id, status: "pending", origin: `expert-bruni on ${first.run_id}` }],
    });

    const approved = await call("golden", "approve", id, "--by", "anna");
    expect(approved.stderr).toMatch(/result {2}cand_\w+ approved \(person\), created faq-\w+ v1/u);
    expect((await ask("question.json")).body).toContain(answer);

    const refused = await call("golden", "reject", id, "--by", "bea");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/was approved on .* by anna/u);
  }, 60_000);

  test("of who is no expert is rejected, and the reason is told", async () => {
    const { ask, give } = await studio();
    const { run_id } = await ask("question.json");
    const { stderr, code } = await give(run_id, "block.json");
    expect(code).toBe(0);
    expect(stderr).toContain(
      "feedback rejected: The account that gives the feedback is no registered expert's.",
    );
  }, 30_000);

  test("keeps no personal data of the run in clear", async () => {
    const { folder, ask } = await studio();
    const { run_id } = await ask("personal.json");
    const { DatabaseSync } = await import("node:sqlite");
    const db = new DatabaseSync(join(folder, "rag.db"), { readOnly: true });
    const row = db.prepare("SELECT state FROM kept_run WHERE run_id = ?").get(run_id);
    db.close();
    expect(String(row?.["state"])).toContain("[EMAIL_1]");
    expect(String(row?.["state"])).not.toContain("mario.rossi");
  }, 30_000);
});

describe("wrong use of feedback and golden exits with 2", () => {
  const env = { RAGSTEP_STORAGE_PATH: ":memory:" };
  const fixture = join(root, "package.json");

  test.each([
    [["feedback", "run_x", fixture], "No finished run `run_x` is kept"],
    [["feedback", "run_x"], "wants the file with the feedback"],
    [["feedback"], "wants the id of the run"],
    [["feedback", "run_x", fixture, "more"], "takes two arguments, and `more` was given too"],
    [["feedback", "run_x", "not-there.json"], "There is no file `not-there.json`"],
    [["golden"], "wants `list`, `approve` or `reject`"],
    [["golden", "aprove", "x"], "Did you mean `approve`?"],
    [["golden", "approve"], "wants the id of a candidate"],
    [["golden", "approve", "cand_x"], "There is no golden candidate `cand_x`"],
  ])("%j", async (words, message) => {
    const { code, stderr, stdout } = await ragstep(words, { cwd: root, env });
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("a feedback file that holds no object", async () => {
    const folder = await folderWith({ "list.json": "[1]" });
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { code, stderr } = await ragstep(["feedback", "run_x", join(folder, "list.json")], {
      cwd: root,
      env,
    });
    expect(stderr).toContain("must hold one JSON object with the feedback");
    expect(code).toBe(2);
  });

  test.each([
    [["feedback", "run_x", fixture], "takes no feedback on finished runs"],
    [["golden", "list"], "has no golden answers that people decide on"],
  ])("%j in a project that knows none", async (words, message) => {
    const { code, stderr } = await ragstep(words);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
