import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../diagnostics/order.ts";
import { loadProject } from "../project/load-project.ts";
import type { RequestFile } from "../project/request-file.ts";
import { prettyDiagnostics, problemCount } from "../report/pretty.ts";
import { jsonRun } from "../report/run-report.ts";
import { flagValue } from "./arguments.ts";
import type { Arguments } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import type { ExitCode } from "./exit-code.ts";
import { runSession } from "./run-session.ts";
import type { Session } from "./run-session.ts";
import { paletteFor, writeLine } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

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

/** The request of a run that goes on from kept state: it brings nothing of its own. */
export function noRequest(baseDirectory: string): RequestFile {
  return {
    baseDirectory,
    description: undefined,
    entry: undefined,
    request: {},
    environment: undefined,
    client: {},
    expect: undefined,
  };
}

/** Loads the project and runs; a project that cannot be executed without guessing is told, and not run. */
export async function startSession(session: Omit<Session, "program" | "diagnostics">): Promise<ExitCode> {
  const loaded = await loadProject(session.layout, { code: true });
  const diagnostics = sortDiagnostics(loaded.diagnostics);
  const { program } = loaded.value;
  const fatal = diagnostics.filter(({ severity }) => severity === "fatal");
  if (program === null || fatal.length > 0) return refuse(session.args, session.terminal, fatal);
  return await runSession({ ...session, program, diagnostics });
}
