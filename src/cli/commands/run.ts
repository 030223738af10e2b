import { resolve } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../../diagnostics/order.ts";
import { findLayout } from "../../project/layout.ts";
import { loadProject } from "../../project/load-project.ts";
import { readRequestFile } from "../../project/request-file.ts";
import { prettyDiagnostics, problemCount } from "../../report/pretty.ts";
import { jsonRun } from "../../report/run-report.ts";
import { flagValue } from "../arguments.ts";
import type { Arguments, Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import type { ExitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { runSession } from "../run-session.ts";
import { paletteFor, writeLine } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

function refuse(args: Arguments, terminal: Terminal, diagnostics: readonly Diagnostic[]): ExitCode {
  if (flagValue(args, "format") === "json") {
    const nothing = {
      run_id: null,
      status: "not-started",
      entry: null,
      path: [],
      response: null,
      error: null,
    } as const;
    writeLine(terminal.stdout, jsonRun({ ...nothing, mismatches: [], diagnostics }));
  } else {
    const palette = paletteFor(terminal.stderr, terminal.env);
    writeLine(terminal.stderr, prettyDiagnostics(diagnostics, palette));
    writeLine(terminal.stderr, `\n${palette.red("not run")}: ${problemCount(diagnostics)}`);
  }
  return exitCode.problems;
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
