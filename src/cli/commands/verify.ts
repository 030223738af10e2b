import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import { findLayout } from "../../project/layout.ts";
import type { Layout } from "../../project/layout.ts";
import { loadProject } from "../../project/load-project.ts";
import { readRequestFile } from "../../project/request-file.ts";
import type { Program } from "../../graph/program.ts";
import { plural } from "../../report/counts.ts";
import { jsonRun } from "../../report/run-report.ts";
import type { ReportedRun } from "../../report/run-report.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { openLineFile } from "../line-file.ts";
import type { LineFile } from "../line-file.ts";
import { makeEnvironment } from "../make-environment.ts";
import { reportedRun } from "../reported-run.ts";
import { createRunLogger } from "../run-log.ts";
import { runRequest } from "../run-request.ts";
import { paletteFor, writeLine } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

const requestsFolder = "fixtures/requests";

async function requestFiles(folder: string, shown: string): Promise<readonly string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).toSorted();
    if (names.length > 0) return names;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  throw new UsageError("requests-missing", `\`${shown}\` holds no request files.`, {
    hint: "ragstep verify test/fixtures/requests",
  });
}

interface Parts {
  readonly program: Program;
  readonly layout: Layout;
  readonly terminal: Terminal;
  readonly log: LineFile | null;
}

async function verifyOne(
  { program, layout, terminal, log }: Parts,
  path: string,
  shown: string,
): Promise<ReportedRun> {
  const request = await readRequestFile(path, shown);
  const environment = await makeEnvironment(layout, terminal, request.environment);
  const lines: string[] = [];
  try {
    const finished = await runRequest({
      program,
      request,
      environment,
      entry: request.entry,
      logger: createRunLogger([(line) => lines.push(line), (line) => log?.write(line)]),
      onEvent: () => {},
      send: async () => {},
      clientGone: new AbortController().signal,
      interrupted: terminal.interrupted,
    });
    return reportedRun(finished, request, lines.join(""), []);
  } finally {
    await environment?.close?.();
  }
}

/** `ragstep verify`: runs every request file of a folder and compares each with its `expect` block. */
export const verifyCommand: Command = {
  name: "verify",
  summary: "Run every request file of a folder and compare each with what it expects",
  argument: {
    name: "folder",
    summary: "the request files; `test/fixtures/requests` when absent",
    required: false,
  },
  flags: [
    ...layoutFlags,
    formatFlag,
    { name: "log", value: "FILE", summary: "Append the log of all runs as JSON Lines" },
  ],
  examples: [
    { line: "ragstep verify", does: "Run all request files of the project" },
    {
      line: "ragstep verify test/fixtures/requests --log .ragstep/verify.log",
      does: "Keep the log too, for `ragstep coverage`",
    },
  ],
  async run(args, terminal) {
    const { cwd, env, stdout, stderr } = terminal;
    const palette = paletteFor(stderr, env);
    const layout = await findLayout(cwd, layoutFrom(args));
    const folder =
      args.argument === undefined ? join(layout.tests, requestsFolder) : resolve(cwd, args.argument);
    const shown = args.argument ?? requestsFolder;
    const names = await requestFiles(folder, shown);
    const { value, diagnostics } = await loadProject(layout, { code: true });
    const fatal = diagnostics.find(({ severity }) => severity === "fatal");
    if (value.program === null || fatal !== undefined) {
      throw new UsageError("project-broken", fatal?.message ?? "The project cannot be loaded.", {
        hint: "ragstep check",
      });
    }
    const json = flagValue(args, "format") === "json";
    const path = flagValue(args, "log");
    const problem = (message: string): void => writeLine(stderr, `${palette.red("error")} ${message}`);
    const log = path === undefined ? null : openLineFile("log", path, cwd, problem);
    const reports: { readonly file: string; readonly report: ReportedRun }[] = [];
    try {
      for (const file of names) {
        if (terminal.interrupted.aborted) return exitCode.interrupted;
        const parts = { program: value.program, layout, terminal, log };
        const report = await verifyOne(parts, join(folder, file), `${shown}/${file}`);
        reports.push({ file, report });
        if (json) continue;
        const wrong = report.mismatches.length > 0;
        writeLine(stdout, `${wrong ? palette.red("differs") : palette.green("as expected")} ${file}`);
        for (const mismatch of report.mismatches) writeLine(stdout, `  ${mismatch}`);
        if (wrong && report.error !== null)
          writeLine(stdout, `  the run ended with [${report.error.code}] ${report.error.message}`);
      }
    } finally {
      log?.close();
    }
    const differing = reports.filter(({ report }) => report.mismatches.length > 0).length;
    if (json) {
      writeLine(
        stdout,
        `[${reports.map(({ file, report }) => `{"file":${JSON.stringify(file)},"run":${jsonRun(report)}}`).join(",")}]`,
      );
    } else
      writeLine(
        stdout,
        `${plural(names.length, "request")}, ${differing === 0 ? "all as expected" : `${differing} not as expected`}`,
      );
    return differing === 0 ? exitCode.clean : exitCode.problems;
  },
};
