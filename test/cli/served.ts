import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { repository } from "./ragstep.ts";

/** A copy of the project with settings of its own, inside the repository so that its steps find the engine. */
export async function projectWith(settings: string): Promise<string> {
  await mkdir(join(repository, ".ragstep"), { recursive: true });
  const folder = await mkdtemp(join(repository, ".ragstep/serve-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const part of ["steps", "registry", "data", "docs/architecture/diagrams", "ragstep.config.ts"])
    await cp(join(repository, part), join(folder, part), { recursive: true });
  await writeFile(join(folder, "rag.config.yml"), settings);
  return folder;
}

/** A real server process. */
export interface Served {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it wrote to stderr so far. */
  readonly stderr: () => string;
  /** Sends a signal and resolves with the exit code, or the signal's name. */
  end(signal: NodeJS.Signals): Promise<number | string | null>;
}

/** Starts `ragstep serve` on a free port; it is gone when the test is over. */
export async function serveIn(cwd: string, ...flags: readonly string[]): Promise<Served> {
  return await serveBy([process.execPath, join(repository, "bin/ragstep.js")], cwd, ...flags);
}

/** The same, by a command that starts `ragstep` with the arguments it is given. */
export async function serveBy(
  [command = "", ...before]: readonly string[],
  cwd: string,
  ...flags: readonly string[]
): Promise<Served> {
  const { FORCE_COLOR: _, ...env } = process.env;
  const child = spawn(command, [...before, "serve", "--port", "0", ...flags], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const url = await new Promise<string>((resolve, reject) => {
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      const found = /serves on (\S+)\n/.exec(stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(`The server ended: ${stderr}`)));
  });
  return {
    url,
    process: child,
    stderr: () => stderr,
    async end(signal) {
      child.kill(signal);
      const [code, killed] = (await exited) as [number | null, string | null];
      return code ?? killed;
    },
  };
}
