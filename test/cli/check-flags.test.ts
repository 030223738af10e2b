import { execFile } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { folderWith, ragstep, triageWith } from "./ragstep.ts";

const git = promisify(execFile);

const diagram = "flowchart TD\n  Start([Start]) --> Ask[Ask again]\n  Ask --> Done([Done])\n";
const registry = `- { step: 1, id: demo.start, node_id: Start, node_label: Start, type: startEnd, category: demo, code_owner: core }
- { step: 2, id: demo.ask, node_id: Ask, node_label: Ask, type: process, category: demo, code_owner: core }
- { step: 3, id: demo.done, node_id: Done, node_label: Done, type: startEnd, category: demo, code_owner: core }
`;
const files = {
  "docs/architecture/diagrams/flow.mmd": diagram,
  "registry/rag_steps.yml": registry,
};

describe("ragstep check --fix", () => {
  test("shows the difference, writes it, and is clean then", async () => {
    const cwd = await folderWith(files);
    const { code, stdout } = await ragstep(["check", "--no-code", "--fix"], { cwd });
    expect(stdout).toContain("--- registry/rag_steps.yml");
    expect(stdout).toContain("node_label: Ask again,");
    expect(stdout).toContain("1 file repaired");
    expect(stdout).toContain("no problems in 3 nodes");
    expect(code).toBe(0);
    const written = await readFile(join(cwd, "registry/rag_steps.yml"), "utf8");
    expect(written).toBe(registry.replace("node_label: Ask", "node_label: Ask again"));
    expect(await readdir(join(cwd, "registry"))).toEqual(["rag_steps.yml"]);
  });

  test("with --dry-run writes nothing, and still says what is wrong", async () => {
    const cwd = await folderWith(files);
    const { code, stdout } = await ragstep(["check", "--no-code", "--fix", "--dry-run"], { cwd });
    expect(stdout).toContain("1 file would be repaired");
    expect(stdout).toContain("[label-differs]");
    expect(code).toBe(1);
    expect(await readFile(join(cwd, "registry/rag_steps.yml"), "utf8")).toBe(registry);
  });

  test("keeps a report for programs clean: the repairs go to the other stream", async () => {
    const cwd = await folderWith(files);
    const { stdout, stderr } = await ragstep(["check", "--no-code", "--fix", "--format", "json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [] });
    expect(stderr).toContain("1 file repaired");
  });

  test("is what --dry-run is about", async () => {
    const { code, stderr } = await ragstep(["check", "--dry-run"]);
    expect(stderr).toContain("hint ragstep check --fix --dry-run");
    expect(code).toBe(2);
  });
});

describe("ragstep check --format", () => {
  test.for([
    ["github", "::error file=docs/architecture/diagrams/flow.mmd,line=2,endLine=2,col="],
    ["sarif", '"version": "2.1.0"'],
    ["markdown", "| ❌ error | `label-differs` |"],
  ] as const)("%s writes that and nothing else", async ([format, expected]) => {
    const cwd = await folderWith(files);
    const { code, stdout, stderr } = await ragstep(["check", "--no-code", "--format", format], { cwd });
    expect(stdout).toContain(expected);
    expect(stderr).toBe("");
    expect(code).toBe(1);
  });
});

describe("ragstep check --since", () => {
  async function repository() {
    const cwd = await folderWith({
      ...files,
      "registry/rag_steps.yml": registry.replace("label: Ask,", "label: Ask again,"),
    });
    const words = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    await git("git", ["init", "-q", cwd]);
    await git("git", ["-C", cwd, "add", "."]);
    await git("git", ["-C", cwd, ...words, "commit", "-q", "-m", "a"]);
    return cwd;
  }

  test("finds a number that changed since a revision, and nothing when none did", async () => {
    const cwd = await repository();
    const before = await ragstep(["check", "--no-code", "--since", "HEAD"], { cwd });
    expect(before.stdout).not.toContain("error");
    const path = join(cwd, "registry/rag_steps.yml");
    await writeFile(path, (await readFile(path, "utf8")).replace("step: 2", "step: 7"));
    const after = await ragstep(["check", "--no-code", "--since", "HEAD"], { cwd });
    expect(after.stdout).toContain("error [step-number-changed]");
    expect(after.stdout).toContain("see registry/rag_steps.yml@HEAD:2:11 as it was");
    expect(after.code).toBe(1);
  });

  test("exits with 2 for a revision that nobody knows, also for one that looks like a flag", async () => {
    const cwd = await repository();
    for (const revision of ["no-such-branch", "--output=x"]) {
      const { code, stderr } = await ragstep(["check", "--no-code", `--since=${revision}`], { cwd });
      expect(stderr).toContain(`[revision-unknown] Git knows no revision \`${revision}\``);
      expect(code).toBe(2);
    }
  });

  test("exits with 2 where there is no repository, and says so", async () => {
    const { code, stderr } = await ragstep(["check", "--no-code", "--since", "HEAD"], {
      cwd: await folderWith(files),
    });
    expect(stderr).toContain("is in no git repository, so it has no revisions");
    expect(stderr).toContain("Run `git init` and commit");
    expect(code).toBe(2);
  });
});

describe("rules in the configuration", () => {
  test("count as it says", async () => {
    const cwd = await triageWith({
      "registry/rag_steps.yml": await withoutOwner(),
      "ragstep.config.js": 'export default { rules: { "owner-missing": "error" } };\n',
    });
    const { code, stdout } = await ragstep(["check"], { cwd });
    expect(stdout).toContain("error [owner-missing]");
    expect(code).toBe(1);
  });

  test("may say `warn` for `warning`", async () => {
    const cwd = await folderWith({
      ...files,
      "ragstep.config.js": 'export default { rules: { "label-differs": "warn" } };\n',
    });
    const { code, stdout } = await ragstep(["check", "--no-code"], { cwd });
    expect(stdout).toContain("warning [label-differs]");
    expect(code).toBe(0);
  });

  test.for([
    ['{ rules: { "owner-mising": "off" } }', "Did you mean `owner-missing`?"],
    ['{ rules: { "no-entry": "off" } }', "which is fatal"],
    ['{ rules: { "owner-missing": "warned" } }', "expected is `off`, `warn` or `error`"],
    ["{ rules: [] }", "wants an object in `rules`"],
  ] as const)("such as %s are refused with exit code 2", async ([config, message]) => {
    const cwd = await triageWith({ "ragstep.config.js": `export default ${config};\n` });
    const { code, stderr } = await ragstep(["check"], { cwd });
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

async function withoutOwner(): Promise<string> {
  const path = new URL("../fixtures/projects/triage/registry/rag_steps.yml", import.meta.url);
  return (await readFile(path, "utf8")).replace(/^ *code_owner: .*\n|, code_owner: [\w-]+/m, "");
}
