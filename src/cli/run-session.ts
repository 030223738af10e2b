import type { Continuation, Environment } from "../definition/environment.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Program } from "../graph/program.ts";
import type { Layout } from "../project/layout.ts";
import type { RequestFile } from "../project/request-file.ts";
import { jsonRun } from "../report/run-report.ts";
import type { ReportedRun } from "../report/run-report.ts";
import { runSummary } from "../report/run-summary.ts";
import { traceLine } from "../report/trace-line.ts";
import { flagValue } from "./arguments.ts";
import { openTracing } from "./open-tracing.ts";
import type { Arguments } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import type { ExitCode } from "./exit-code.ts";
import { openLineFile } from "./line-file.ts";
import { makeEnvironment } from "./make-environment.ts";
import { reportedRun } from "./reported-run.ts";
import { createRunLogger, readLogLine } from "./run-log.ts";
import { runRequest } from "./run-request.ts";

import { paletteFor, writeLine } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
import { writeBytes } from "./write-bytes.ts";

/** A run whose request cannot start is wrong use, not a failure of the project. */
const usageErrors = ["entry-unknown", "entry-ambiguous", "input-invalid"];

/** One request to run, and everything it needs. */
export interface Session {
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly layout: Layout;
  readonly program: Program;
  readonly request: RequestFile;
  readonly diagnostics: readonly Diagnostic[];
  /** Where to go on instead of starting at the request. */
  readonly start?: ((environment: Environment | null) => Promise<Continuation>) | undefined;
}

/** How long the end of the command waits for a collector. */
const sendingMs = 3000;

function exitOf(report: ReportedRun, { request, terminal }: Session): ExitCode {
  if (terminal.interrupted.aborted) return exitCode.interrupted;
  if (request.expect) return report.mismatches.length === 0 ? exitCode.clean : exitCode.problems;
  if (report.status === "completed") return exitCode.clean;
  return report.error && usageErrors.includes(report.error.code) ? exitCode.usage : exitCode.problems;
}

/** The files that the run is written to, and whether one of them took no more. */
function openFiles({ args, terminal }: Session, error: (message: string) => void) {
  const files = { lost: false, log: open("log"), trace: open("trace") };
  function open(flag: "log" | "trace") {
    const path = flagValue(args, flag);
    if (path === undefined) return null;
    return openLineFile(flag, path, terminal.cwd, (message) => {
      files.lost = true;
      error(`[log-unwritable] ${message}`);
    });
  }
  return files;
}

/** Runs one request: log on stderr, the client's bytes on stdout as they come, the summary or the JSON at the end. */
export async function runSession(session: Session): Promise<ExitCode> {
  const { args, terminal, layout, program, request } = session;
  const { stdout, stderr, env } = terminal;
  const palette = paletteFor(stderr, env);
  const json = flagValue(args, "format") === "json";
  const files = openFiles(session, (message) => writeLine(stderr, `${palette.red("error")} ${message}`));
  const log: string[] = [];
  const logger = createRunLogger([
    (line) => files.log?.write(line),
    (line) => log.push(line),
    (line) => {
      if (json) return;
      const { text, failure } = readLogLine(line);
      writeLine(stderr, failure ? palette.red(text) : palette.dim(text));
    },
  ]);
  const warn = (message: string) => writeLine(stderr, `${palette.yellow("warning")} ${message}`);
  const telemetry = await openTracing(terminal, flagValue(args, "otlp"), warn);
  const tracing = telemetry?.tracing;
  const environment = await makeEnvironment(layout, terminal, request.environment, undefined, tracing);
  try {
    const finished = await runRequest({
      program,
      request,
      environment,
      entry: flagValue(args, "entry") ?? request.entry,
      start: await session.start?.(environment),
      logger,
      ...(telemetry === null ? {} : { traced: { begin: telemetry.runTracer(program.graph), env } }),
      onEvent: (event) => files.trace?.write(traceLine(event)),
      send: async (bytes) => {
        if (!json) await writeBytes(stdout, bytes);
      },
      clientGone: terminal.stdoutClosed,
      interrupted: terminal.interrupted,
    });
    const report = reportedRun(finished, request, log.join(""), session.diagnostics);
    // A body on a screen wants its line ended; in a pipe it stays the client's bytes.
    const onScreen = "isTTY" in stdout && stdout.isTTY === true;
    if (json) writeLine(stdout, jsonRun(report));
    else if (finished.answer?.kind === "body" && onScreen) writeLine(stdout, "\n");
    if (!json) writeLine(stderr, runSummary(report, finished.result.latency_ms, finished.source, palette));
    const code = exitOf(report, session);
    return files.lost && code === exitCode.clean ? exitCode.problems : code;
  } finally {
    await environment?.close?.();
    files.log?.close();
    files.trace?.close();
    await telemetry?.close(sendingMs);
  }
}
