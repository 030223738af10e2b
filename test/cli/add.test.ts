import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addCommand } from "../../src/cli/commands/add.ts";
import { ragstep, repository, triageWith } from "./ragstep.ts";

const add = ["add", "Translate", "--label", "Translate the ticket"];
const read = async (folder: string, path: string): Promise<string> =>
  await readFile(join(folder, path), "utf8");
const diagram = "docs/architecture/diagrams/triage.mmd";
const registry = "registry/rag_steps.yml";

describe("ragstep add", () => {
  it("adds a step that runs at once, and leaves the check clean", async () => {
    const cwd = await triageWith({});
    const { code, stdout, stderr } = await ragstep([...add, "--after", "Receive"], { cwd });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("-  Receive --> Known\n+  Receive --> Translate\n+  Translate --> Known");
    expect(stdout).toContain("`Translate` is step 6, triage.translate.the.ticket.");
    expect(stdout).toContain("+++ steps/intake/Translate.ts");
    expect(await ragstep(["check"], { cwd })).toMatchObject({ code: 0, stdout: /^no problems in 6 nodes/ });
    const run = await ragstep(["run", "requests/known.json"], { cwd });
    expect(run).toMatchObject({ code: 0 });
    expect(existsSync(join(cwd, ".ragstep/changes"))).toBe(false);
  });

  it("writes nothing with --dry-run, and shows the same", async () => {
    const cwd = await triageWith({});
    const before = await Promise.all([read(cwd, diagram), read(cwd, registry)]);
    const dry = await ragstep([...add, "--after", "Receive", "--dry-run"], { cwd });
    expect(dry.code).toBe(0);
    expect(await Promise.all([read(cwd, diagram), read(cwd, registry)])).toEqual(before);
    expect(existsSync(join(cwd, "steps/intake/Translate.ts"))).toBe(false);
    const wet = await ragstep([...add, "--after", "Receive"], { cwd });
    expect(wet.stdout).toBe(dry.stdout.replace("would be written", "written"));
  });

  it("adds a decision that goes on as before, with a store and its branches", async () => {
    const cwd = await triageWith({});
    const words = [
      "add",
      "Urgent",
      "--label",
      "Urgent?",
      "--type",
      "decision",
      "--after",
      "Known",
      "--outcome",
      "No",
    ];
    const more = ["--branches", "No=Escalate,Yes=Done", "--lane", "answer", "--store", "Tickets:read"];
    const { code, stdout, stderr } = await ragstep([...words, ...more], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("It takes `No` always, so nothing goes to `Yes` yet");
    expect(await read(cwd, diagram)).toContain("  Known -->|No| Urgent\n");
    expect((await ragstep(["check"], { cwd })).code).toBe(0);
    const run = await ragstep(["run", "requests/unknown.json"], { cwd });
    expect(run.stdout).toContain("A person will write to you.");
  });

  it("refuses, before it writes, what the check would find a problem in, unless that is wanted", async () => {
    const cwd = await triageWith({});
    const words = [
      "add",
      "Merge",
      "--label",
      "Merge",
      "--after",
      "Known",
      "--outcome",
      "Twice",
      "--before",
      "Done",
    ];
    const before = await read(cwd, diagram);
    const refused = await ragstep(words, { cwd });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("label-never-returned");
    expect(refused.stderr).toContain(
      "[change-refused] Nothing is written: `ragstep check` would find 1 problem more",
    );
    expect(await read(cwd, diagram)).toBe(before);
    expect((await ragstep([...words, "--anyway"], { cwd })).code).toBe(0);
    expect(await read(cwd, diagram)).toContain("  Known -->|Twice| Merge\n  Merge --> Done\n");
  });

  it("is in nobody's way who has other problems", async () => {
    const cwd = await triageWith({});
    const text = await read(cwd, registry);
    await writeFile(join(cwd, registry), text.replace("Reply with the known answer", "Reply"));
    expect((await ragstep(["check"], { cwd })).code).toBe(1);
    expect((await ragstep([...add, "--after", "Receive"], { cwd })).code).toBe(0);
    const check = await ragstep(["check"], { cwd });
    expect(check.stdout.match(/\[[a-z-]+\]/g)).toEqual(["[label-differs]"]);
  });

  it("changes nothing while the diagram is broken", async () => {
    const cwd = await triageWith({});
    await writeFile(join(cwd, diagram), `${await read(cwd, diagram)}  Known -->|broken\n`);
    const { code, stderr } = await ragstep([...add, "--after", "Receive"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain("Nothing is changed while diagram or registry have fatal problems.");
  });

  it.each([
    [["add", "Translate", "--after", "Receive"], "wants the label of the new step"],
    [["add", "--label", "x"], "wants the new step's id"],
    [[...add, "--after", "Recieve"], "Did you mean `Receive`?"],
    [[...add, "--after", "Receive", "--store", "Tickets:delete"], "`Tickets:delete` was given"],
    [[...add, "--after", "Receive", "--branches", "Yes"], "`Yes` was given"],
    [[...add, "--after", "Receive", "--type", "step"], "`--type` is one of"],
  ])("says what is wrong with %j", async (words, message) => {
    const { code, stderr } = await ragstep(words);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

describe("the help's examples", () => {
  it.each(addCommand.examples)("fit into the diagram of this repository: $line", async ({ line }) => {
    const words = Array.from(line.matchAll(/"([^"]*)"|\S+/g), ([word, quoted]) => quoted ?? word).slice(1);
    const { code, stdout, stderr } = await ragstep(
      [...words.filter((word) => word !== "--dry-run"), "--dry-run"],
      {
        cwd: repository,
      },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/\n {2}\d+ recorded runs in test\/fixtures\/runs\n/);
    expect(stdout).toMatch(/ is step 1\d\d, RAG\..*[^]* files would be written\n$/);
  });
});

describe("a change that was cut off", () => {
  it("is finished by the next command, whichever it is", async () => {
    const cwd = await triageWith({});
    const pending = join(cwd, ".ragstep/changes");
    await mkdir(pending, { recursive: true });
    const files = [{ path: "steps/intake/Known.ts", staged: "0.text" }];
    await writeFile(join(pending, "committed.json"), JSON.stringify({ id: "abc", files }));
    await writeFile(join(pending, "0.text"), "export default 1;\n");
    await writeFile(join(pending, "owner-abc-999999999.1"), "");
    const { code, stdout } = await ragstep(["check"], { cwd });
    expect(await read(cwd, "steps/intake/Known.ts")).toBe("export default 1;\n");
    expect(stdout).toContain("steps/intake/Known.ts");
    expect(code).toBe(1);
    expect(existsSync(join(cwd, ".ragstep/changes"))).toBe(false);
  });
});
