import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, ragstep, repository } from "./ragstep.ts";

const sound = `flowchart TD
  A([User opens<br/>the app 🚀]) --> B{Logged in?}
  B -->|Yes| C[Show dashboard]
  B -->|No| D[Show login 🔐]
  C --> E([Fine])
  D --> E
  DB[(Postgres)] -.-> B
`;

describe("ragstep import", () => {
  test("of a sound diagram gives a registry that the check has nothing against", async () => {
    const cwd = await folderWith({ "flow.mmd": sound });
    const { code, stdout } = await ragstep(["import", "flow.mmd", "--owner", "team"], { cwd });
    expect(stdout).toContain("wrote registry/rag_steps.yml: 5 planned steps, and 1 store without an entry");
    expect(code).toBe(0);
    const next = /^next {2}ragstep (.*)$/m.exec(stdout)?.[1]?.split(" ") ?? [];
    const checked = await ragstep(next, { cwd });
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining("no problems in 5 nodes") });
  });

  test("of the real diagram gives one that the check passes", async () => {
    const cwd = await folderWith({
      "real.mmd": await readFile(join(repository, "docs/architecture/diagrams/pratikoai_rag.mmd"), "utf8"),
    });
    expect(await ragstep(["import", "real.mmd", "--registry", "real.yml"], { cwd })).toMatchObject({
      code: 0,
    });
    const words = ["check", "--no-code", "--diagram", "real.mmd", "--registry", "real.yml"];
    expect(await ragstep(words, { cwd })).toMatchObject({ code: 0 });
  });

  test("tells with its place what the diagram leaves open, and writes all the same", async () => {
    const cwd = await folderWith({
      "gh.mmd": "graph TD;\n  A[🚀 Go] --> B{Ok?};\n  B -->|Yes| C(Round);\n  B --> D((Circle));\n",
    });
    const { code, stdout } = await ragstep(["import", "gh.mmd", "--registry", "gh.yml"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("gh.mmd:4:5\nfatal [decision-edge-unlabelled]");
    expect(stdout).toContain("gh.mmd:3:14\nfatal [shape-not-executable] Node `C` has the shape `round`");
    expect(stdout).toContain("No step has a `code_owner`");
    expect(await readFile(join(cwd, "gh.yml"), "utf8")).toContain("node_id: D");
  });

  test("overwrites nothing, and says where else to write", async () => {
    const cwd = await folderWith({ "flow.mmd": sound, "steps.yml": "mine" });
    const { code, stderr } = await ragstep(["import", "flow.mmd", "--registry", "steps.yml"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("`steps.yml` is there already");
    expect(await readFile(join(cwd, "steps.yml"), "utf8")).toBe("mine");
  });

  test("--dry-run shows the registry and writes nothing", async () => {
    const cwd = await folderWith({ "flow.mmd": sound });
    const { code, stdout } = await ragstep(["import", "flow.mmd", "--category", "intake", "--dry-run"], {
      cwd,
    });
    expect(code).toBe(0);
    expect(stdout).toContain("id: RAG.intake.logged.in");
    expect(await readdir(cwd)).toEqual(["flow.mmd"]);
  });

  test.each([
    ["nowhere.mmd", "does not exist", 2],
    ["page.md", "is a Markdown page; the diagram alone is expected", 2],
    ["none.mmd", "draws no step", 2],
    ["broken.mmd", "nothing imported: the diagram cannot be read", 1],
    ["sequence.mmd", "nothing imported: the diagram cannot be read", 1],
  ])("refuses %s: %s", async (name, message, expected) => {
    const cwd = await folderWith({
      "page.md": "```mermaid\nflowchart TD\n```",
      "none.mmd": "flowchart TD\n  S[(Only a store)]\n",
      "broken.mmd": "flowchart TD\n  A[unclosed --> B\n",
      "sequence.mmd": "sequenceDiagram\n  A->>B: hi\n",
    });
    const { code, stderr } = await ragstep(["import", name], { cwd });
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
    expect(existsSync(join(cwd, "registry"))).toBe(false);
  });
});
