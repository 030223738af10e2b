import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { repository } from "./ragstep.ts";

/** One line of `ragstep dev --format json`. */
export interface DevLine {
  readonly ok: boolean;
  readonly saved: readonly string[];
  readonly latency_ms: number;
  readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
  readonly run: {
    readonly file: string;
    readonly status: string;
    readonly path: readonly { readonly node: string }[];
    readonly mismatches: readonly string[];
    readonly response: { readonly body?: unknown } | null;
  } | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** A running `ragstep dev`, and what it has told. */
export interface DevSession {
  readonly child: ChildProcess;
  /** What came to stderr so far. */
  readonly stderr: () => string;
  /** Resolves when stderr holds a text. */
  told(text: string): Promise<void>;
  next(): Promise<DevLine>;
  /** The first result that has a save of each of these files behind it, counted from now on. */
  after(...files: readonly string[]): Promise<DevLine>;
  /** Interrupts it as Ctrl-C does, and gives its exit code. */
  interrupt(): Promise<number | null>;
}

/** Starts the real program in a process of its own; it is ended with the test. */
export function startDev(cwd: string, ...words: readonly string[]): DevSession {
  const child = spawn(
    process.execPath,
    [join(repository, "bin/ragstep.js"), "dev", ...words, "--format", "json"],
    { cwd, stdio: ["ignore", "pipe", "pipe"] },
  );
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function next(): Promise<DevLine> {
    const line = await lines.next();
    if (line.done === true) throw new Error(`ragstep dev ended: ${stderr}`);
    return JSON.parse(line.value) as DevLine;
  }
  return {
    child,
    stderr: () => stderr,
    async told(text) {
      while (!stderr.includes(text)) await once(child.stderr, "data");
    },
    next,
    async after(...files) {
      const seen = new Set<string>();
      for (;;) {
        const line = await next();
        for (const file of line.saved) seen.add(file);
        if (files.every((file) => seen.has(file))) return line;
      }
    },
    async interrupt() {
      const ended = once(child, "exit");
      child.kill("SIGINT");
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}
