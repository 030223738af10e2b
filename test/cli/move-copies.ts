import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { ragstep, repository } from "./ragstep.ts";

/** What a change of a step may touch; everything else of the repository is only looked at. */
const copied = ["docs", "registry", "steps", "test/steps", "test/fixtures/requests", "test/fixtures/runs"];
const aside = new Set([".git", ".ragstep", "coverage", "docs", "registry", "steps", "test"]);

async function linkAll(from: string, to: string, except: ReadonlySet<string>): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from))
    if (!except.has(name)) await symlink(join(from, name), join(to, name));
}

/** A copy of the real project inside the repository, so that its steps find the engine. */
export async function realCopy(): Promise<string> {
  await mkdir(join(repository, ".ragstep"), { recursive: true });
  const folder = await mkdtemp(join(repository, ".ragstep/real-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await linkAll(repository, folder, aside);
  await linkAll(join(repository, "test"), join(folder, "test"), new Set(["steps", "fixtures"]));
  await linkAll(
    join(repository, "test/fixtures"),
    join(folder, "test/fixtures"),
    new Set(["requests", "runs"]),
  );
  for (const part of copied) await cp(join(repository, part), join(folder, part), { recursive: true });
  return folder;
}

/** The texts of a project's own files, by path. */
export async function textsOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    paths
      .toSorted()
      .map(async (path): Promise<[string, string]> => [relative(folder, path), await readFile(path, "utf8")]),
  );
  return new Map(texts.filter(([path]) => !path.startsWith(".ragstep")));
}

/** What `ragstep check` finds in a project: the codes of its problems. */
export async function problemsIn(cwd: string): Promise<readonly string[]> {
  const { stdout } = await ragstep(["check", "--format", "json"], { cwd });
  const { diagnostics } = z
    .object({ diagnostics: z.array(z.object({ code: z.string() })) })
    .parse(JSON.parse(stdout));
  return diagnostics.map(({ code }) => code);
}
