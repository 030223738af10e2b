import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { liveMemory } from "./messages.ts";
import { ended } from "./process.ts";
import { projectFolder, repository } from "./project-folder.ts";

/** A real `ragstep serve` in a process of its own, with a database and a log of its own. */
export interface ServedProject extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** The folder of its databases, its log and its profile. */
  readonly folder: string;
  /** Bytes that the process holds in memory now. */
  rss(): Promise<number>;
  /** Bytes on the heap and outside of it that are in use: what a forced collection leaves. Rejects unless `collects`. */
  live(): Promise<number>;
  /** Milliseconds of processor time that the process has taken so far, all its threads together. */
  cpuMs(): Promise<number>;
  /** Ends it as an operator would, which leaves its folder; rejects when it does not end well. */
  stop(): Promise<void>;
}

const hook = new URL("measured-server.ts", import.meta.url).href;

/** Starts the server, and gives it when it listens. `profile` writes a profile of the processor into its folder. */
export async function serveProject(options: {
  readonly settings: object;
  readonly server?: object;
  readonly profile?: boolean;
  /** Lets memory be collected from outside, see `live`. */
  readonly collects?: boolean;
  /** Limits the old part of the heap. Without it garbage is let lie until gigabytes have come together. */
  readonly heapMegabytes?: number;
}): Promise<ServedProject> {
  const folder = await projectFolder(options.settings, options.server ?? {});
  const log = join(folder, "run.log");
  const flags = ["--config", join(folder, "ragstep.config.mjs"), "--port", "0", "--log", log];
  const child = spawn(
    process.execPath,
    [
      ...(options.heapMegabytes === undefined ? [] : [`--max-old-space-size=${options.heapMegabytes}`]),
      ...(options.collects === true ? ["--expose-gc", "--import", hook] : []),
      ...(options.profile === true ? ["--cpu-prof", `--cpu-prof-dir=${folder}`] : []),
      join(repository, "bin/ragstep.js"),
      "serve",
      ...flags,
    ],
    { stdio: ["ignore", "pipe", "ignore", ...(options.collects === true ? ["ipc" as const] : [])] },
  );
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  child.once("exit", (code) => reject(new Error(`ragstep serve ended with ${code ?? "a signal"}.`)));
  if (child.stdout === null) throw new Error("The server's output cannot be read.");
  createInterface(child.stdout).once("line", (line) => resolve(line.replace("ragstep serves on ", "")));
  const url = await promise;
  const pid = child.pid ?? 0;
  return {
    url,
    pid,
    folder,
    async rss() {
      const status = await readFile(`/proc/${pid}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
    },
    async live() {
      if (!child.send({})) throw new Error("The server cannot be asked for its memory.");
      const [message]: unknown[] = await once(child, "message");
      return liveMemory.parse(message).live;
    },
    async cpuMs() {
      // Behind the name of the program, which may hold blanks: the 12th and 13th field, in hundredths of a second.
      const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ").at(-1)?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    async stop() {
      await ended(child);
      if (child.exitCode !== 0) throw new Error(`ragstep serve ended with ${child.exitCode}.`);
    },
    async [Symbol.asyncDispose]() {
      await ended(child);
      if (options.profile !== true) await rm(folder, { recursive: true, force: true });
    },
  };
}
