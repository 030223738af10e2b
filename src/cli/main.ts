import { RagstepError, UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { findRoot } from "../project/layout.ts";
import { readArguments } from "./arguments.ts";
import { hasPending } from "./changes-folder.ts";
import { commands, programExamples } from "./commands.ts";
import { exitCode } from "./exit-code.ts";
import type { ExitCode } from "./exit-code.ts";
import { commandHelp, programHelp } from "./help.ts";
import { paletteFor, writeLine } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
import { packageVersion } from "./version.ts";

function helpText(): string {
  const rows = [...commands].map(([name, { summary }]) => [name, summary] as const);
  return programHelp([...rows, ["help", "Show the help of a command"]], programExamples);
}

async function commandNamed(name: string) {
  const entry = commands.get(name);
  if (entry) return await entry.load();
  const near = didYouMean(name, [...commands.keys(), "help"]);
  throw new UsageError("unknown-command", `\`ragstep\` has no command \`${name}\`.${near}`, {
    hint: `Commands: ${[...commands.keys(), "help"].join(", ")}.`,
  });
}

/** A change of the project that was cut off is finished or dropped before anything looks at its files. */
async function settleCutOff({ cwd }: Terminal): Promise<void> {
  const root = findRoot(cwd);
  if (!hasPending(root)) return;
  const [{ settlePending }, { thisHost }] = await Promise.all([
    import("./pending-changes.ts"),
    import("./change-host.ts"),
  ]);
  await settlePending(root, thisHost, { alone: false });
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first, ...rest] = words.filter((word) => word !== "--debug");
  if (first === "--version") {
    writeLine(terminal.stdout, packageVersion());
    return exitCode.clean;
  }
  if (first === undefined || first === "--help" || (first === "help" && rest.length === 0)) {
    writeLine(first === undefined ? terminal.stderr : terminal.stdout, helpText());
    return first === undefined ? exitCode.usage : exitCode.clean;
  }
  if (first === "help") {
    writeLine(terminal.stdout, commandHelp(await commandNamed(rest[0] ?? "")));
    return exitCode.clean;
  }
  if (first.startsWith("-")) {
    throw new UsageError("unknown-flag", `\`ragstep\` wants a command before \`${first}\`.`, {
      hint: "See `ragstep help`.",
    });
  }
  const command = await commandNamed(first);
  const args = readArguments(command, rest);
  if (args.flags.has("help")) {
    writeLine(terminal.stdout, commandHelp(command));
    return exitCode.clean;
  }
  await settleCutOff(terminal);
  return await command.run(args, terminal);
}

function errorText(error: unknown, debug: boolean): string {
  const lines: string[] = [];
  if (error instanceof RagstepError) {
    lines.push(`[${error.code}] ${error.message}`);
    if (error.hint !== undefined) lines.push(`  hint ${error.hint.replaceAll("\n", "\n       ")}`);
  } else {
    lines.push(
      `[internal] This is a mistake of ragstep: ${error instanceof Error ? error.message : String(error)}`,
    );
    lines.push("  hint Run it again with `--debug` and report what it prints.");
  }
  if (debug && error instanceof Error && error.stack !== undefined) lines.push(error.stack);
  if (debug && error instanceof Error && error.cause instanceof Error) lines.push(String(error.cause.stack));
  return lines.join("\n");
}

/** Runs one command line (the words after `ragstep`) and says what to exit with. Never throws. */
export async function main(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const debug = words.includes("--debug");
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    const palette = paletteFor(terminal.stderr, terminal.env);
    writeLine(terminal.stderr, `${palette.red(palette.bold("error"))} ${errorText(error, debug)}`);
    if (error instanceof UsageError) return exitCode.usage;
    return error instanceof RagstepError ? exitCode.problems : exitCode.bug;
  }
}
