import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ragstep, triageWith } from "./ragstep.ts";

const diagram = "docs/architecture/diagrams/triage.mmd";
const known = "steps/intake/Known.ts";

async function edit(folder: string, path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, path), "utf8");
  expect(text).toContain(from);
  await writeFile(join(folder, path), text.replace(from, to));
}

describe("ragstep connect and disconnect", () => {
  it("draw what the code does already, so that the check is clean again", async () => {
    const cwd = await triageWith({});
    // The author returns a new outcome first, then draws it.
    await edit(
      cwd,
      known,
      'return known ? "Yes" : "No";',
      'if (state.ticket === "") return "Empty";\n    return known ? "Yes" : "No";',
    );
    const { code, stdout, stderr } = await ragstep(["connect", "Known", "Done", "--label", "Empty"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("+  Known -->|Empty| Done\n");
    expect(stdout).toContain("ragstep.gen.ts");
    const back = await ragstep(["disconnect", "Known", "Done"], { cwd });
    expect(back.code).toBe(0);
    expect(await readFile(join(cwd, diagram), "utf8")).not.toContain("Empty");
  });

  it("refuse what the code does not do", async () => {
    const cwd = await triageWith({});
    const store = await ragstep(["connect", "Tickets", "Reply"], { cwd });
    expect(store.code).toBe(1);
    expect(store.stderr).toContain("store-access-unused");
    const taken = await ragstep(["disconnect", "Tickets", "Known"], { cwd });
    expect(taken.code).toBe(1);
    expect(taken.stderr).toContain("store-not-wired");
    const label = await ragstep(["connect", "Known", "Done", "--label", "Never", "--dry-run"], { cwd });
    expect(label.stdout).toContain("+  Known -->|Never| Done");
    expect(label.stderr).toContain("label-never-returned");
  });

  it.each([
    [["connect", "Known"], "wants the step or store where it ends", 2],
    [["connect", "Known", "Dome"], "Did you mean `Done`?", 2],
    [["disconnect", "Reply", "Known"], "No edge leads from `Reply` to `Known`.", 2],
  ])("say what is wrong with %j", async (words, message, exit) => {
    const { code, stderr } = await ragstep(words);
    expect(stderr).toContain(message);
    expect(code).toBe(exit);
  });
});
