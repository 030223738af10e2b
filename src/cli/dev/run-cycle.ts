import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { checkProject } from "../../checks/check-project.ts";
import { RagstepError } from "../../diagnostics/errors.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Program } from "../../graph/program.ts";
import { shownPath } from "../../project/layout.ts";
import type { Layout } from "../../project/layout.ts";
import { loadProject } from "../../project/load-project.ts";
import { readRequestFile } from "../../project/request-file.ts";
import type { ReportedRun } from "../../report/run-report.ts";
import { makeEnvironment } from "../make-environment.ts";
import { reportedRun } from "../reported-run.ts";
import { createRunLogger } from "../run-log.ts";
import { runRequest } from "../run-request.ts";
import type { Terminal } from "../terminal.ts";
import { requestsFolder } from "./messages.ts";
import type { RequestChoice } from "./messages.ts";

/** A request file that was run. */
export interface CycleRun {
  /** As messages show it. */
  readonly file: string;
  /** Whether the file says what should come out. */
  readonly expects: boolean;
  readonly report: ReportedRun;
  /** What a client would have received. */
  readonly body: string;
  readonly latency_ms: number;
}

/** What the project is worth at this moment. */
export interface Cycle {
  readonly diagnostics: readonly Diagnostic[];
  /** Null when nothing was to be run, or nothing can be. */
  readonly run: CycleRun | null;
  /** What kept the request from being run; problems of the project are diagnostics. */
  readonly error: RagstepError | null;
}

async function chosen(layout: Layout, { named, saved }: RequestChoice): Promise<string | null> {
  if (named !== null) return named;
  const folder = join(layout.tests, requestsFolder);
  const names = await readdir(folder).catch(() => []);
  const there = names.filter((name) => name.endsWith(".json")).toSorted();
  const path = there.map((name) => join(folder, name));
  return path.find((one) => one === saved) ?? path[0] ?? null;
}

async function runOne(
  program: Program,
  layout: Layout,
  path: string,
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
): Promise<CycleRun> {
  const file = shownPath(layout, path);
  const request = await readRequestFile(path, file);
  const environment = await makeEnvironment(layout, terminal, request.environment);
  const log: string[] = [];
  const sent: string[] = [];
  const decoder = new TextDecoder();
  try {
    const finished = await runRequest({
      program,
      request,
      environment,
      entry: request.entry,
      logger: createRunLogger([(line) => log.push(line)]),
      onEvent: () => {},
      send: async (bytes) => {
        sent.push(decoder.decode(bytes, { stream: true }));
      },
      clientGone: new AbortController().signal,
      interrupted: terminal.interrupted,
    });
    return {
      file,
      expects: request.expect !== undefined,
      report: reportedRun(finished, request, log.join(""), diagnostics),
      body: sent.join(""),
      latency_ms: finished.result.latency_ms,
    };
  } finally {
    await environment?.close?.();
  }
}

/**
 * Checks the project with all rules and runs one request, in a fresh environment each time, so that the result is the
 * same as that of `ragstep check` and `ragstep run`. Problems are in the result; only mistakes of ours are thrown.
 */
export async function runCycle(
  layout: Layout,
  choice: RequestChoice | null,
  terminal: Terminal,
): Promise<Cycle> {
  let diagnostics: readonly Diagnostic[] = [];
  try {
    const checked = await checkProject(layout, { code: true, fresh: true });
    ({ diagnostics } = checked);
    const fatal = diagnostics.some(({ severity }) => severity === "fatal");
    const path = choice === null || fatal ? null : await chosen(layout, choice);
    const program = path === null ? null : (await loadProject(layout, { code: true })).value.program;
    if (path === null || program === null || terminal.interrupted.aborted)
      return { diagnostics, run: null, error: null };
    return { diagnostics, run: await runOne(program, layout, path, terminal, diagnostics), error: null };
  } catch (error) {
    if (!(error instanceof RagstepError)) throw error;
    return { diagnostics, run: null, error };
  }
}
