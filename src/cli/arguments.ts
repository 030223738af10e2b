import { parseArgs } from "node:util";
import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { commonFlags } from "./command.ts";
import type { Arguments, Command, Flag, Positional } from "./command.ts";

/** The value of a flag that takes one; undefined when it was not given. */
export function flagValue(args: Arguments, name: string): string | undefined {
  const value = args.flags.get(name);
  return typeof value === "string" ? value : undefined;
}

function helpHint(command: Command): string {
  return `See \`ragstep help ${command.name}\`.`;
}

function checkedFlag(
  command: Command,
  flags: readonly Flag[],
  name: string,
  value: string | undefined,
): Flag {
  const flag = flags.find((known) => known.name === name);
  if (!flag) {
    const near = didYouMean(
      `--${name}`,
      flags.map((known) => `--${known.name}`),
    );
    throw new UsageError("unknown-flag", `\`ragstep ${command.name}\` has no flag \`--${name}\`.${near}`, {
      hint: helpHint(command),
    });
  }
  if (flag.value === undefined && value !== undefined) {
    throw new UsageError("flag-value", `\`--${name}\` takes no value, and \`${value}\` was given.`, {
      hint: `--${name}`,
    });
  }
  if (flag.value !== undefined && (value === undefined || value === "")) {
    throw new UsageError("flag-value", `\`--${name}\` wants a value: ${flag.summary}.`, {
      hint: `--${name} ${flag.value}`,
    });
  }
  if (flag.choices && value !== undefined && !flag.choices.includes(value)) {
    throw new UsageError(
      "flag-value",
      `\`--${name}\` is one of ${flag.choices.map((choice) => `\`${choice}\``).join(", ")}, and \`${value}\` was given.${didYouMean(value, flag.choices)}`,
      { hint: helpHint(command) },
    );
  }
  return flag;
}

function wantedBy(command: Command): readonly Positional[] {
  return [command.argument, command.second].filter((one) => one !== undefined);
}

/** Checks the words after the command's name. Throws a `UsageError` that names the nearest flag. */
export function readArguments(command: Command, words: readonly string[]): Arguments {
  const flags = [...command.flags, ...commonFlags];
  const options = Object.fromEntries(
    flags.map((flag) => [
      flag.name,
      { type: flag.value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  // Not strict: unknown flags are ours to report, with the nearest known one.
  const { tokens } = parseArgs({
    args: [...words],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string | true>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    checkedFlag(command, flags, token.name, token.value);
    given.set(token.name, token.value ?? true);
  }
  const [argument, second] = positionals;
  const rest = positionals.slice(wantedBy(command).length);
  if (given.has("help")) return { argument, second, rest, flags: given };
  const wanting = wantedBy(command);
  const [unwanted] = rest;
  if (wanting.at(-1)?.repeats !== true && unwanted !== undefined) {
    const wanted = ["no argument", "one argument", "two arguments"][wanting.length] ?? "";
    throw new UsageError(
      "extra-argument",
      `\`ragstep ${command.name}\` takes ${wanted}, and \`${unwanted}\` was given too.`,
      {
        hint: helpHint(command),
      },
    );
  }
  const missing = wanting.find(({ required }, place) => required && positionals[place] === undefined);
  if (missing !== undefined) {
    throw new UsageError("missing-argument", `\`ragstep ${command.name}\` wants ${missing.summary}.`, {
      hint: `ragstep ${command.name} ${wanting.map(({ name }) => `<${name}>`).join(" ")}`,
    });
  }
  return { argument, second, rest, flags: given };
}
