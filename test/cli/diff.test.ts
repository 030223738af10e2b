import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { readOfficially } from "../architecture/official-mermaid.ts";
import { folderWith, projects, ragstep } from "./ragstep.ts";

const run = promisify(execFile);

async function git(folder: string, ...words: readonly string[]): Promise<void> {
  const who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
  await run("git", ["-C", folder, ...who, ...words]);
}

const diagramPath = "docs/architecture/diagrams/triage.mmd";

/** The triage project in a repository of its own, in the folder `sub` of it, committed once and tagged `v1`. */
async function repositoryWith(sub = "."): Promise<string> {
  const paths = [
    "registry/rag_steps.yml",
    "steps/state.ts",
    ...["Receive", "Known"].map((name) => `steps/intake/${name}.ts`),
    ...["Reply", "Escalate", "Done"].map((name) => `steps/answer/${name}.ts`),
  ];
  const texts = await Promise.all(
    paths.map(async (path) => [path, await readFile(join(projects, "triage", path), "utf8")] as const),
  );
  const drawn = await readFile(join(projects, "triage", diagramPath), "utf8");
  const files = Object.fromEntries(
    [...texts, [diagramPath, drawn] as const].map(([path, text]) => [join(sub, path), text]),
  );
  const folder = await folderWith(files);
  await git(folder, "init", "-q", "-b", "main");
  await git(folder, "add", ".");
  await git(folder, "commit", "-q", "-m", "one");
  await git(folder, "tag", "v1");
  return join(folder, sub);
}

async function edit(folder: string, path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(folder, path), "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(folder, path), after);
}

/** A rename under its number, an added step, a relabelled edge, a policy and a key more. */
async function changeAll(folder: string): Promise<void> {
  await edit(folder, diagramPath, (text) =>
    text
      .replaceAll("Escalate", "HandOver")
      .replace("Receive --> Known", "Receive --> Trim[Trim the ticket]\n  Trim --> Known")
      .replace("|No|", "|Unknown|"),
  );
  await edit(folder, "registry/rag_steps.yml", (text) => text.replaceAll("Escalate", "HandOver"));
  const number = "step: 9\n    id: triage.trim\n    node_id: Trim\n    node_label: Trim the ticket";
  const more = `\n  - ${number}\n    type: process\n    category: intake\n    timeout_ms: 500\n`;
  await edit(folder, "registry/rag_steps.yml", (text) => text.trimEnd() + more);
  await edit(folder, "steps/answer/Escalate.ts", (text) => text.replace("Escalate", "HandOver"));
  await writeFile(
    join(folder, "steps/intake/Trim.ts"),
    'import { step } from "../ragstep.gen.ts";\n\nexport default step("Trim", { reads: ["ticket"], writes: ["topic"], run() {} });\n',
  );
  await edit(folder, "steps/state.ts", (text) =>
    text.replace("  answer:", "  topic: key(z.string()),\n  answer:"),
  );
}

const words = (text: string): string => text.replaceAll(/\s+/g, " ");

describe("ragstep diff", () => {
  test("tells a rename, an added step and a relabelled edge, and what they mean for saved runs", async () => {
    const folder = await repositoryWith();
    const clean = await ragstep(["diff"], { cwd: folder });
    expect(clean).toEqual({ code: 0, stdout: "HEAD → the working tree: no difference\n", stderr: "" });
    await changeAll(folder);
    const { code, stdout, stderr } = await ragstep(["diff", "main"], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const told = words(stdout);
    for (const line of [
      "~ HandOver was Escalate",
      "+ Trim Trim the ticket",
      "~ Receive → Trim was Receive → Known",
      "~ Known -Unknown→ HandOver was Known -No→ Escalate",
      "~ Trim timeout_ms none → 500",
      "~ Trim reads +ticket",
      "~ Trim writes +topic",
      "+ topic z.string()",
      "Saved runs: needs migration",
      "Records of `Known` say `No`, and that way is labelled `Unknown` now.",
      "A run that has come to `Known` or further runs `Trim` late",
    ])
      expect(told).toContain(line);
    const other = await ragstep(["diff", "main"], { cwd: folder });
    expect(other.stdout).toBe(stdout);
    await git(folder, "add", ".");
    await git(folder, "commit", "-q", "-m", "two");
    const back = await ragstep(["diff", "HEAD", "v1", "--exit-code"], { cwd: folder });
    expect(back.code).toBe(1);
    expect(words(back.stdout)).toContain("- Trim Trim the ticket");
    expect(words(back.stdout)).toContain("~ Escalate was HandOver");
  });

  test("works in a project that is a folder of its repository, and where handlers cannot be run", async () => {
    const folder = await repositoryWith("apps/triage");
    await edit(
      folder,
      "steps/intake/Known.ts",
      (text) => `throw new Error("no");\n${text.replace('["ticket"]', '["ticket", "answer"]')}`,
    );
    const { code, stdout } = await ragstep(["diff", "v1"], { cwd: folder });
    expect(code).toBe(0);
    expect(words(stdout)).toContain("~ Known reads +answer");
  });

  test("gives data for programs, with how records are rewritten", async () => {
    const folder = await repositoryWith();
    await changeAll(folder);
    const { stdout } = await ragstep(["diff", "v1", "--format", "json"], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      before: "v1",
      after: "the working tree",
      changes: expect.arrayContaining([
        {
          area: "step",
          change: "renamed",
          subject: "HandOver",
          field: "node_id",
          before: "Escalate",
          after: "HandOver",
        },
      ]),
      saved_runs: {
        verdict: "needs migration",
        same_graph: false,
        migration: { nodes: { Escalate: "HandOver" }, outcomes: { Known: { No: "Unknown" } } },
      },
      not_compared: [],
    });
  });

  test("draws a picture that Mermaid reads, whatever stands in labels", async () => {
    const folder = await repositoryWith();
    await changeAll(folder);
    await edit(folder, diagramPath, (text) =>
      text.replace("[Trim the ticket]", '["1. `Trim` #quot;the#quot; <b>ticket</b> #amp; | end]"]'),
    );
    const { stdout } = await ragstep(["diff", "v1", "--format", "mermaid"], { cwd: folder });
    const { vertices, edges } = await readOfficially(stdout);
    const classOf = (text: string): readonly string[] =>
      [...vertices.values()].find((vertex) => vertex.text?.includes(text))?.classes ?? [];
    expect(classOf("Trim")).toEqual(["added"]);
    expect(classOf("HandOver (was Escalate)")).toEqual(["changed"]);
    expect(classOf("Known")).toEqual(["context"]);
    expect(edges.map(({ text }) => text)).toContain("No → Unknown");
    expect(stdout).toMatch(/linkStyle \d+ stroke:#cf222e,stroke-width:2px,stroke-dasharray:5 4/);
    const same = await ragstep(["diff", "v1", "v1", "--format", "mermaid"], { cwd: folder });
    expect((await readOfficially(same.stdout)).vertices.size).toBe(1);
  });

  test("compares two diagrams by their files, with a registry or without, also out of git", async () => {
    const folder = await repositoryWith();
    await changeAll(folder);
    await mkdir(join(folder, "old"));
    await writeFile(join(folder, "old/a.mmd"), "flowchart TD\n  S([S]) --> A[A]\n  A --> E([E])\n");
    await writeFile(join(folder, "old/b.mmd"), "flowchart TD\n  S([S]) --> B[B]\n  B --> E([E])\n");
    const alone = await ragstep(["diff", "old/a.mmd", "old/b.mmd"], { cwd: folder });
    expect(words(alone.stdout)).toContain("~ B was A");
    expect(alone.stdout).toContain("Not compared: the registry");
    const pair = `v1:${diagramPath},v1:registry/rag_steps.yml`;
    const both = await ragstep(["diff", pair, `${diagramPath},registry/rag_steps.yml`], { cwd: folder });
    expect(words(both.stdout)).toContain("~ HandOver was Escalate");
  });
});

describe("ragstep diff says what is wrong", () => {
  test("without a repository, an unknown revision, a file that is not there", async () => {
    const folder = await repositoryWith();
    const unknown = await ragstep(["diff", "mian"], { cwd: folder });
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("Git knows no revision `mian` of this project. Did you mean `main`?");
    const remote = await ragstep(["diff", "origin/main"], { cwd: folder });
    expect(remote.stderr).toContain("git fetch origin main");
    const option = await ragstep(["diff", "--", "--output=x"], { cwd: folder });
    expect(option.code).toBe(2);
    const file = await ragstep(["diff", "gone.mmd"], { cwd: folder });
    expect(file.code).toBe(2);
    expect(file.stderr).toContain("The diagram `gone.mmd` does not exist.");
    const inGit = await ragstep(["diff", "v1:docs/gone.mmd"], { cwd: folder });
    expect(inGit.code).toBe(2);
    expect(inGit.stderr).toContain("The diagram `docs/gone.mmd` does not exist at `v1`.");
    await rm(join(folder, ".git"), { recursive: true });
    const none = await ragstep(["diff"], { cwd: folder });
    expect(none.code).toBe(2);
    expect(none.stderr).toContain("is in no git repository");
  });

  test("when the diagram was elsewhere at a revision", async () => {
    const folder = await repositoryWith();
    await git(folder, "mv", diagramPath, "docs/architecture/diagrams/tickets.mmd");
    const { code, stderr } = await ragstep(["diff", "v1"], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain("The diagram `docs/architecture/diagrams/tickets.mmd` does not exist at `v1`.");
    expect(stderr).toContain("Did you mean `docs/architecture/diagrams/triage.mmd`?");
  });

  test("when a version cannot be read, with the place in that version", async () => {
    const folder = await repositoryWith();
    await edit(folder, diagramPath, (text) => text.replace("Receive([", "Receive([(["));
    await git(folder, "commit", "-qam", "broken");
    await git(folder, "checkout", "-q", "v1", "--", diagramPath);
    const { code, stdout, stderr } = await ragstep(["diff", "main"], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(`${diagramPath}@main:4:`);
    expect(stderr).toContain("`main` cannot be compared");
  });
});
