import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changedAttrsText } from "../../src/cli/verify-report.ts";
import { plainPalette } from "../../src/report/palette.ts";
import { ragstep, triageWith } from "./ragstep.ts";

const runs = "test/fixtures/runs";

/** The triage project with both of its requests recorded. */
async function recorded(): Promise<string> {
  const folder = await triageWith({});
  const { code } = await ragstep(["record", "requests"], { cwd: folder });
  expect(code).toBe(0);
  return folder;
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(path, "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(path, after);
}

const changedAnswer = (folder: string): Promise<void> =>
  edit(join(folder, "steps/answer/Reply.ts"), (text) => text.replace("on again.", "on again, twice."));

describe("ragstep verify", () => {
  test("runs the requests of all recordings again, wherever they are", async () => {
    const folder = await recorded();
    const { code, stdout } = await ragstep(["verify"], { cwd: folder });
    expect(stdout).toContain("as expected requests/known.json");
    expect(stdout).toContain("2 requests with 2 recordings, all as expected");
    expect(code).toBe(0);
    expect((await ragstep(["verify", runs], { cwd: folder })).stdout).toBe(stdout);
    expect((await ragstep(["verify", "requests"], { cwd: folder })).stdout).toContain("2 recordings, all as");
  });

  test("logs each run under a name of its own, so that their coverage adds up", async () => {
    const folder = await recorded();
    expect(await ragstep(["verify", "--log", "all.log"], { cwd: folder })).toMatchObject({ code: 0 });
    const { stdout } = await ragstep(["coverage", "all.log"], { cwd: folder });
    expect(stdout).toContain("5/5 edges, 5/5 nodes, 2/2 outcomes in 2 runs");
  });

  test("shows the first step that wrote something else", async () => {
    const folder = await recorded();
    await changedAnswer(folder);
    const { code, stdout } = await ragstep(["verify", runs], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain(
      [
        "  not as recorded in `known.json`:",
        '    key `answer` at 3 `Reply` changed from "Switch it off and on again." to "Switch it off and on again, twice."',
      ].join("\n"),
    );
    expect(stdout).toContain("1 not as expected");
  });

  test("shows the first step that went another way, and which keys were different before it", async () => {
    const folder = await recorded();
    await edit(join(folder, "steps/environment.ts"), (text) => text.replace("printer", "scanner"));
    const { code, stdout } = await ragstep(["verify", runs], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain("same up to 2 `Known`: recorded outcome Yes -> now No");
  });

  test("shows a step that logs other attributes", async () => {
    const folder = await recorded();
    await edit(join(folder, "steps/intake/Known.ts"), (text) =>
      text
        .replace('attrs: ["known"]', 'attrs: ["is_known"]')
        .replace("log({ known })", "log({ is_known: known })"),
    );
    const { code, stdout } = await ragstep(["verify", runs], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain("`Known` logged `known`, and now logs `is_known`");
    const checked = await ragstep(["check"], { cwd: folder });
    expect(checked.stdout).toContain("[attrs-differ-from-runs]");
  });

  test("takes over what the runs do now, and shows the difference", async () => {
    const folder = await recorded();
    await changedAnswer(folder);
    const { code, stdout } = await ragstep(["verify", runs, "--update"], { cwd: folder });
    expect(stdout).toContain('+{"node":"Reply","set":{"answer":"Switch it off and on again, twice."}}');
    expect(stdout).toContain("1 file of recordings written");
    // What the request file itself expects is not a recording's to change.
    expect(stdout).toContain("`response.answer` is");
    expect(code).toBe(1);
    await edit(join(folder, "requests/known.json"), (text) => text.replace("on again.", "on again, twice."));
    expect((await ragstep(["verify"], { cwd: folder })).code).toBe(0);
  });

  test("gives differences as data", async () => {
    const folder = await recorded();
    await changedAnswer(folder);
    const { stdout } = await ragstep(["verify", runs, "--format", "json"], { cwd: folder });
    const [known] = JSON.parse(stdout) as readonly { readonly file: string; readonly recordings: unknown }[];
    expect(known).toMatchObject({
      file: "requests/known.json",
      recordings: [
        {
          recording: "known",
          difference: { way: null, keys: { node: "Reply", keys: [{ key: "answer" }] }, ends: [] },
        },
      ],
    });
  });

  test("says which file among the recordings is none, and which request is gone", async () => {
    const folder = await recorded();
    await writeFile(join(folder, runs, "known.json"), "{");
    const broken = await ragstep(["verify"], { cwd: folder });
    expect(broken.stderr).toContain(`[recording-invalid] \`${runs}/known.json\` is no recorded run`);
    expect(broken.code).toBe(2);
    const checked = await ragstep(["check"], { cwd: folder });
    expect(checked.stdout).toContain("[recording-invalid]");
    await edit(join(folder, runs, "unknown.json"), (text) =>
      text.replace("requests/unknown", "requests/gone"),
    );
    await writeFile(
      join(folder, runs, "known.json"),
      await readFile(join(folder, runs, "unknown.json"), "utf8"),
    );
    const gone = await ragstep(["verify"], { cwd: folder });
    expect(gone.stderr).toContain("There is no file `requests/gone.json`.");
    expect(gone.code).toBe(2);
  });

  test("has nothing to verify in a project without requests and recordings", async () => {
    const { code, stderr } = await ragstep(["verify"]);
    expect(stderr).toContain("[requests-missing]");
    expect(code).toBe(2);
    const none = await ragstep(["verify", runs]);
    expect(none.stderr).toContain("[recordings-missing]");
  });
});

test.each([
  [[], ["characters"], "`Count` logged nothing, and now logs `characters`"],
  [["a", "b"], [], "`Count` logged `a`, `b`, and now logs nothing"],
  [null, ["a"], "`Count` was in no recorded run, and now logs `a`"],
  [["a"], null, "`Count` logged `a`, and now is in no run"],
])("says of attributes %j and %j what is different", (before, now, said) => {
  expect(changedAttrsText([{ node: "Count", recorded: before, now }], plainPalette).split("\n  ")[1]).toBe(
    said,
  );
});
