import { readdir } from "node:fs/promises";
import { join } from "node:path";
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

async function chosen(layout: Layout, { named, saved }: RequestChoice): Promise<string | null> {
  if (named !== null) return named;
  const folder = join(layout.tests, requestsFolder);
  const names = await readdir(folder).catch(() => []);
  const there = names.filter((name) => name.endsWith(".json")).toSorted();
  const paths = there.map((name) => join(folder, name));
  return paths.find((path) => path === saved) ?? paths[0] ?? null;
}

/**
 * Loads the project and runs one request, in a fresh environment each time, so that it comes to the same as with
 * `ragstep run`. Null when there is no request, or the project cannot be run, which the check tells. Throws a
 * `RagstepError` for a request or an environment that cannot be read.
 */
export async function runPart(
  layout: Layout,
  choice: RequestChoice | null,
  terminal: Terminal,
): Promise<CycleRun | null> {
  const { value, diagnostics } = await loadProject(layout, { code: true });
  const { program } = value;
  const path = choice === null ? null : await chosen(layout, choice);
  const fatal = diagnostics.some(({ severity }) => severity === "fatal");
  if (path === null || program === null || fatal || terminal.interrupted.aborted) return null;
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
      report: reportedRun(finished, request, log.join(""), []),
      body: sent.join(""),
      latency_ms: finished.result.latency_ms,
    };
  } finally {
    await environment?.close?.();
  }
}
