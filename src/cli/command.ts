import type { ExitCode } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";

/** A word of a command that is no flag. */
export interface Positional {
  readonly name: string;
  readonly summary: string;
  readonly required: boolean;
  /** Any number of words may be given; only for the last one. */
  readonly repeats?: true;
}

export interface Flag {
  readonly name: string;
  /** What its value is called in the help; a flag without it is a switch. */
  readonly value?: string;
  /** The values it may have. */
  readonly choices?: readonly string[];
  readonly summary: string;
}

/** The checked arguments of one command. */
export interface Arguments {
  readonly argument: string | undefined;
  readonly second?: string | undefined;
  /** The words behind them, of a command whose last argument may be given several times. */
  readonly rest?: readonly string[];
  /** A switch is `true`. */
  readonly flags: ReadonlyMap<string, string | true>;
}

/** One command of `ragstep`: everything its help and its argument checks need, and what it does. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** The argument that is no flag, if it has one, and the one after it. */
  readonly argument?: Positional;
  readonly second?: Positional;
  readonly flags: readonly Flag[];
  /** Real uses, printed by the help; a test reads the arguments of each and looks for the files that it names. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  run(args: Arguments, terminal: Terminal): Promise<ExitCode>;
}

/** Taken by every command. */
export const commonFlags: readonly Flag[] = [
  { name: "help", summary: "Show this help" },
  { name: "debug", summary: "Show stack traces of errors" },
];
