import { resolve } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../../diagnostics/order.ts";
import type { Program } from "../../graph/program.ts";
import { mismatches } from "../../project/expectation.ts";
import { findLayout } from "../../project/layout.ts";
import type { Layout } from "../../project/layout.ts";
import { loadEnvironment } from "../../project/load-environment.ts";
import { loadProject } from "../../project/load-project.ts";
import { readRequestFile } from "../../project/request-file.ts";
import type { RequestFile } from "../../project/request-file.ts";
import { prettyDiagnostics, problemCount } from "../../report/pretty.ts";
import { jsonRun } from "../../report/run-report.ts";
import type { ReportedRun } from "../../report/run-report.ts";
import { runSummary } from "../../report/run-summary.ts";
import { traceLine } from "../../report/trace-line.ts";
import { toErrorInfo } from "../../runtime/error-info.ts";
import { createSystemIds } from "../../runtime/ids.ts";
import { createSystemClock } from "../../runtime/system-clock.ts";
import { flagValue } from "../arguments.ts";
import type { Arguments, Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import type { ExitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { openLineFile } from "../line-file.ts";
import { createRunLogger, readLogLine } from "../run-log.ts";
import { runRequest } from "../run-request.ts";
import type { FinishedRun } from "../run-request.ts";
import { paletteFor, writeLine } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";
import { writeBytes } from "../write-bytes.ts";

/** A run whose request cannot start is wrong use, not a failure of the project. */
const usageErrors = ["entry-unknown", "entry-ambiguous", "input-invalid"];

interface Session {
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly layout: Layout;
  readonly program: Program;
  readonly request: RequestFile;
  readonly diagnostics: readonly Diagnostic[];
}

function asJson(args: Arguments): boolean {
  return flagValue(args, "format") === "json";
}

function reported(run: FinishedRun, request: RequestFile, log: string, diagnostics: readonly Diagnostic[]): ReportedRun {
  const { result, answer } = run;
  const { status, path } = result;
  const body = answer?.kind === "body" ? answer.body : null;
  const frames = answer?.kind === "stream" ? answer.frames : [];
  const seen = { status, path, log, response: answer && { ...answer, body, frames } };
  const common = answer && { status_code: answer.status_code, headers: answer.headers };
  return {
    ...{ run_id: result.run_id, status, entry: result.entry, path },
    response: common && (answer?.kind === "stream" ? { ...common, frames } : { ...common, body }),
    error: result.error ? toErrorInfo(result.error) : null,
    mismatches: request.expect ? mismatches(seen, request.expect) : [],
    diagnostics,
  };
}

function exitOf({ status, error, mismatches: found }: ReportedRun, request: RequestFile, terminal: Terminal): ExitCode {
  if (terminal.interrupted.aborted) return exitCode.interrupted;
  if (request.expect) return found.length === 0 ? exitCode.clean : exitCode.problems;
  if (status === "completed") return exitCode.clean;
  return error && usageErrors.includes(error.code) ? exitCode.usage : exitCode.problems;
}

function refuse(args: Arguments, terminal: Terminal, diagnostics: readonly Diagnostic[]): ExitCode {
  if (asJson(args)) {
    const nothing = { run_id: null, status: "not-started", entry: null, path: [], response: null, error: null } as const;
    writeLine(terminal.stdout, jsonRun({ ...nothing, mismatches: [], diagnostics }));
  } else {
    const palette = paletteFor(terminal.stderr, terminal.env);
    writeLine(terminal.stderr, prettyDiagnostics(diagnostics, palette));
    writeLine(terminal.stderr, `\n${palette.red("not run")}: ${problemCount(diagnostics)}`);
  }
  return exitCode.problems;
}

async function runSession({ args, terminal, layout, program, request, diagnostics }: Session): Promise<ExitCode> {
  const { stdout, stderr, env } = terminal;
  const palette = paletteFor(stderr, env);
  const json = asJson(args);
  let lost = false;
  const warn = (message: string): void => writeLine(stderr, `${palette.yellow("warning")} ${message}`);
  const open = (flag: "log" | "trace") => {
    const path = flagValue(args, flag);
    if (path === undefined) return null;
    return openLineFile(flag, path, terminal.cwd, (message) => {
      lost = true;
      writeLine(stderr, `${palette.red("error")} [log-unwritable] ${message}`);
    });
  };
  const logFile = open("log");
  const traceFile = open("trace");
  const log: string[] = [];
  const logger = createRunLogger([
    (line) => logFile?.write(line),
    (line) => log.push(line),
    (line) => {
      if (json) return;
      const { text, failure } = readLogLine(line);
      writeLine(stderr, failure ? palette.red(text) : palette.dim(text));
    },
  ]);
  const environment = await loadEnvironment(layout, {
    ...{ projectDirectory: layout.root, env, warn, overrides: request.environment },
    ...{ clock: createSystemClock(), ids: createSystemIds(), random: Math.random },
  });
  try {
    const finished = await runRequest({
      ...{ program, request, environment, logger, entry: flagValue(args, "entry") },
      ...{ clientGone: terminal.stdoutClosed, interrupted: terminal.interrupted },
      onEvent: (event) => traceFile?.write(traceLine(event)),
      send: async (bytes) => {
        if (!json) await writeBytes(stdout, bytes);
      },
    });
    const report = reported(finished, request, log.join(""), diagnostics);
    if (json) writeLine(stdout, jsonRun(report));
    else {
      // A body on a screen wants its line ended; in a pipe it stays the client's bytes.
      if (finished.answer?.kind === "body" && "isTTY" in stdout && stdout.isTTY === true) writeLine(stdout, "\n");
      writeLine(stderr, runSummary(report, finished.result.latency_ms, finished.source, palette));
    }
    const code = exitOf(report, request, terminal);
    return lost && code === exitCode.clean ? exitCode.problems : code;
  } finally {
    await environment?.close?.();
    logFile?.close();
    traceFile?.close();
  }
}

/** `ragstep run`: the log on stderr, exactly the client's bytes on stdout. */
export const runCommand: Command = {
  name: "run",
  summary: "Run a request through the diagram",
  argument: { name: "request.json", summary: "the file of the request", required: true },
  flags: [
    { name: "entry", value: "NODE", summary: "Where to start, when not at `Start` or the only entry" },
    ...layoutFlags,
    formatFlag,
    { name: "log", value: "FILE", summary: "Append the log as JSON Lines" },
    { name: "trace", value: "FILE", summary: "Append every event as JSON Lines" },
  ],
  examples: [
    {
      line: "ragstep run test/fixtures/requests/streamed-answer.json",
      does: "Walk the diagram; the log goes to stderr, the answer to stdout",
    },
    {
      line: "ragstep run test/fixtures/requests/json-answer.json --format json --log run.log --trace run.trace",
      does: "Give the whole run as one JSON object, and keep its log and its events",
    },
  ],
  async run(args, terminal) {
    const file = args.argument ?? "";
    const [request, layout] = await Promise.all([
      readRequestFile(resolve(terminal.cwd, file), file),
      findLayout(terminal.cwd, layoutFrom(args)),
    ]);
    const loaded = await loadProject(layout, { code: true });
    const diagnostics = sortDiagnostics(loaded.diagnostics);
    const { program } = loaded.value;
    const fatal = diagnostics.filter(({ severity }) => severity === "fatal");
    if (program === null || fatal.length > 0) return refuse(args, terminal, fatal);
    return await runSession({ args, terminal, layout, program, request, diagnostics });
  },
};
