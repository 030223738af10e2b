import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { folderWith, ragstep, repository } from "./ragstep.ts";

/** A new project inside the repository, whose steps find the engine by the repository's own name for it. */
async function newProject(): Promise<string> {
  await mkdir(join(repository, ".ragstep"), { recursive: true });
  const cwd = await mkdtemp(join(repository, ".ragstep/test-"));
  onTestFinished(() => rm(cwd, { recursive: true }));
  expect(await ragstep(["init"], { cwd })).toMatchObject({ code: 0 });
  await rm(join(cwd, "package.json"));
  for (const name of await readdir(join(cwd, "steps"), { recursive: true })) {
    if (!name.endsWith(".ts")) continue;
    const path = join(cwd, "steps", name);
    await writeFile(path, (await readFile(path, "utf8")).replaceAll('"ragstep"', '"#ragstep"'));
  }
  return cwd;
}

describe("ragstep init", () => {
  test("makes a project that has no problems, whose fixtures come out as they say", async () => {
    const cwd = await newProject();
    expect(await ragstep(["gen", "--check"], { cwd })).toMatchObject({ code: 0, stdout: "2 files fresh\n" });
    expect(await ragstep(["check"], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("no problems in 5 nodes, 5 edges, 1 store"),
    });
    expect(await ragstep(["verify"], { cwd })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("2 requests, all as expected"),
    });
  });

  test("whose store remembers, as its README says", async () => {
    const cwd = await newProject();
    await writeFile(join(cwd, "ada.json"), '{ "name": "Ada" }');
    expect((await ragstep(["run", "ada.json"], { cwd })).stdout).toBe(
      '{"greeting":"Nice to meet you, Ada."}',
    );
    expect((await ragstep(["run", "ada.json"], { cwd })).stdout).toBe('{"greeting":"Welcome back, Ada."}');
  });

  test("whose fixtures take every edge and outcome", async () => {
    const cwd = await newProject();
    expect(await ragstep(["verify", "--log", "run.log"], { cwd })).toMatchObject({ code: 0 });
    expect(await ragstep(["coverage", "run.log", "--fail-under", "100"], { cwd })).toMatchObject({ code: 0 });
  });

  test("makes the folder that is named, and tells what to do next", async () => {
    const cwd = await folderWith({});
    const { code, stdout } = await ragstep(["init", "My flow!"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("21 files written");
    expect(stdout).toMatch(/next\n {2}cd My flow!\n {2}npm install/);
    const text = await readFile(join(cwd, "My flow!/package.json"), "utf8");
    const own = JSON.parse(await readFile(join(repository, "package.json"), "utf8")) as {
      readonly version: string;
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    expect(JSON.parse(text)).toMatchObject({
      name: "my-flow",
      dependencies: { ragstep: `^${own.version}` },
      devDependencies: { vitest: own.devDependencies["vitest"] },
    });
  });

  test("writes nothing when a file is in the way", async () => {
    const cwd = await folderWith({ "steps/state.ts": "mine", ".git/HEAD": "", LICENSE: "MIT" });
    const { code, stderr } = await ragstep(["init"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("`steps/state.ts` is there already");
    expect((await readdir(cwd)).toSorted()).toEqual([".git", "LICENSE", "steps"]);
  });

  test("refuses a folder that is a project already, and a file", async () => {
    const cwd = await folderWith({ "ragstep.config.ts": "", "page.txt": "" });
    expect(await ragstep(["init"], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("There is a project already: `ragstep.config.ts`."),
    });
    expect(await ragstep(["init", "page.txt"], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("is a file; a folder is expected"),
    });
  });

  test("--dry-run writes nothing", async () => {
    const cwd = await folderWith({});
    const { code, stdout } = await ragstep(["init", "new", "--dry-run"], { cwd });
    expect(stdout).toContain("21 files would be written");
    expect(code).toBe(0);
    expect(existsSync(join(cwd, "new"))).toBe(false);
  });
});
