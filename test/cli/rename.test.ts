import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { problemsIn, realCopy, textsOf } from "./move-copies.ts";
import { ragstep, triageWith } from "./ragstep.ts";

async function read(cwd: string, path: string): Promise<string> {
  return await readFile(join(cwd, path), "utf8");
}

describe("ragstep rename", () => {
  test("renames a decision everywhere, leaves the check clean, and gives the old bytes back", async () => {
    const cwd = await triageWith({});
    const before = await textsOf(cwd);
    const { code, stdout, stderr } = await ragstep(["rename", "Known", "IsKnown"], { cwd });
    expect(stderr).toBe("");
    expect(stdout).toContain("rename steps/intake/Known.ts => steps/intake/IsKnown.ts");
    expect(stdout).toMatch(/^7 files written$/m);
    expect(code).toBe(0);
    expect(await read(cwd, "docs/architecture/diagrams/triage.mmd")).toContain("  IsKnown -->|Yes| Reply\n");
    expect(await read(cwd, "registry/rag_steps.yml")).toContain("id: triage.known\n    node_id: IsKnown\n");
    expect(await read(cwd, "steps/intake/IsKnown.ts")).toContain('step("IsKnown", {');
    expect(await read(cwd, "requests/known.json")).toContain('["Receive", "IsKnown", "Reply", "Done"]');
    expect((await ragstep(["check"], { cwd })).stdout).toMatch(/^no problems/);
    expect((await ragstep(["gen", "--check"], { cwd })).code).toBe(0);
    expect((await ragstep(["run", "requests/known.json"], { cwd })).code).toBe(0);
    // By its number, since that never changes.
    expect((await ragstep(["rename", "2", "Known"], { cwd })).code).toBe(0);
    expect(await textsOf(cwd)).toEqual(before);
  });

  test("shows what it would do, and does nothing", async () => {
    const cwd = await triageWith({});
    const before = await textsOf(cwd);
    const { code, stdout } = await ragstep(["rename", "Reply", "Answer", "--dry-run"], { cwd });
    expect(stdout).toContain(
      "-    Reply[Reply with the known answer]\n+    Answer[Reply with the known answer]\n",
    );
    expect(stdout).toMatch(/files would be written\n$/);
    expect(code).toBe(0);
    expect(await textsOf(cwd)).toEqual(before);
  });

  test.each([
    ["Knwon", "IsKnown", "[step-unknown] No step is called `Knwon`. Did you mean `Known`?", 2],
    ["Tickets", "Issues", "`Tickets` is a store, which runs nothing", 2],
    ["Known", "end", "[node-name] `end` cannot be the id of a node: it is a word that Mermaid keeps", 2],
    ["Known", "is known", "it is not a letter followed by letters, digits or `_`", 2],
    ["Known", "reply", "[node-name-taken] `reply` is the name of step 3.", 2],
    ["Known", "Tickets", "[node-name-taken] `Tickets` is the name of a store.", 2],
    ["Known", "intake", "[node-name-taken] `intake` is the name of a lane.", 2],
    ["Known", "Known", "[node-name-taken] `Known` is the name of this step already.", 2],
  ])("refuses to make %s %s", async (from, to, message, exit) => {
    const { code, stdout, stderr } = await ragstep(["rename", from, to]);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(code).toBe(exit);
  });

  test("refuses where a file is in the way, and writes nothing", async () => {
    const cwd = await triageWith({ "steps/intake/IsKnown.ts": "export const draft = 1;\n" });
    const before = await textsOf(cwd);
    const { code, stderr } = await ragstep(["rename", "Known", "IsKnown"], { cwd });
    expect(stderr).toContain(
      "[file-in-the-way] `steps/intake/Known.ts` would become `steps/intake/IsKnown.ts`",
    );
    expect(code).toBe(1);
    expect(await textsOf(cwd)).toEqual(before);
  });

  test("renames steps of the real project, and gives its bytes back", { timeout: 240_000 }, async () => {
    const cwd = await realCopy();
    // What is generated is made anew by every change.
    expect((await ragstep(["gen"], { cwd })).code).toBe(0);
    const before = await textsOf(cwd);
    const had = await problemsIn(cwd);
    const steps = ["ValidCheck", "CCNLQuery"];
    for (const id of steps) {
      const { code, stderr } = await ragstep(["rename", id, `${id}Anew`], { cwd });
      expect(stderr).toBe("");
      expect(code).toBe(0);
    }
    expect(await problemsIn(cwd)).toEqual(had);
    const request = "test/fixtures/requests/invalid-body.json";
    expect((await ragstep(["run", request], { cwd })).code).toBe(0);
    expect(await read(cwd, "test/fixtures/runs/attrs.json")).toContain('"ValidCheckAnew":');
    expect((await stat(join(cwd, "test/steps/tools/CCNLQueryAnew.test.ts"))).isFile()).toBe(true);
    for (const id of steps.toReversed())
      expect((await ragstep(["rename", `${id}Anew`, id], { cwd })).code).toBe(0);
    expect(await textsOf(cwd)).toEqual(before);
  });

  test("keeps the name that says where runs begin, and tells what still says an old name", async () => {
    const cwd = await realCopy();
    const start = await ragstep(["rename", "Start", "Begin"], { cwd });
    expect(start.stderr).toContain(
      "[start-needed] A run begins at `Start` unless it is told where, and `RSSMonitor`",
    );
    expect(start.code).toBe(1);
    const { stdout } = await ragstep(["rename", "ValidCheck", "RequestSound", "--dry-run"], { cwd });
    expect(stdout).toMatch(
      /Texts and comments of people still say `ValidCheck`: steps\/privacy\/GDPRLog\.ts:\d+/,
    );
  });
});
