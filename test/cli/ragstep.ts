import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, onTestFinished } from "vitest";

export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** The projects that tests run in. */
export const projects = join(repository, "test/fixtures/projects");

/** What a process left behind. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line in a process of its own, without colours. */
export async function ragstep(
  words: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  const { FORCE_COLOR: _, ...environment } = process.env;
  return await new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(repository, "bin/ragstep.js"), ...words],
      {
        cwd: options.cwd ?? join(projects, "triage"),
        env: { ...environment, ...options.env },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

/**
 * A copy of the triage project with some files of its own, inside the repository so that its steps find the engine.
 * `null` removes a file.
 */
export async function triageWith(files: Readonly<Record<string, string | null>>): Promise<string> {
  await mkdir(join(repository, ".ragstep"), { recursive: true });
  const folder = await mkdtemp(join(repository, ".ragstep/test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(projects, "triage"), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    if (text === null) await rm(join(folder, name));
    else await writeFile(join(folder, name), text);
  }
  return folder;
}

const folders: string[] = [];

// Some are made once for a whole file of tests, so they stay until its end.
afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
});

/** Writes files into a new folder, which is there until the last test of the file has ended, and gives its path. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ragstep-test-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}
