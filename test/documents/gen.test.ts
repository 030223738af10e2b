import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ragstep, triageWith } from "../cli/ragstep.ts";

test("a project has step documents once it asked for them, and they are proved fresh from then on", async () => {
  const cwd = await triageWith({});
  const plain = await ragstep(["gen", "--check"], { cwd });
  expect([plain.code, plain.stdout]).toEqual([0, "2 files fresh\n"]);
  const started = await ragstep(["gen", "--docs"], { cwd });
  expect(started.stdout).toContain("wrote docs/architecture/conformance.md");
  const page = /docs\/architecture\/steps\/STEP-\S+\.md/.exec(started.stdout)?.[0] ?? "";
  expect(await readFile(join(cwd, page), "utf8")).toMatch(/^# RAG STEP \d+ — /);
  expect((await ragstep(["gen", "--check"], { cwd })).code).toBe(0);
  await rm(join(cwd, page));
  const stale = await ragstep(["gen", "--check"], { cwd });
  expect([stale.code, stale.stdout.includes(page)]).toEqual([1, true]);
});

test("no documents are written of code that cannot be loaded", async () => {
  const cwd = await triageWith({ "steps/state.ts": "export const state = (;\n" });
  const { code, stdout, stderr } = await ragstep(["gen", "--docs"], { cwd });
  expect(stdout).not.toContain("wrote");
  expect(stderr).toContain("No step documents are written while code cannot be loaded.");
  expect(code).not.toBe(0);
});
