import { commonFlags } from "./command.ts";
import type { Command, Flag } from "./command.ts";

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

function flagRow(flag: Flag): readonly [string, string] {
  const value = flag.choices ? flag.choices.join("|") : flag.value;
  return [value === undefined ? `--${flag.name}` : `--${flag.name} ${value}`, flag.summary];
}

/** The help of the whole program: `commands` are names with summaries. */
export function programHelp(
  commands: readonly (readonly [string, string])[],
  examples: readonly string[],
): string {
  return [
    "The architecture diagram is the program: runs a Mermaid flowchart with your steps, and proves that they agree.",
    "",
    "Usage: ragstep <command> [flags]",
    "",
    "Commands:",
    ...table(commands),
    "",
    "Flags:",
    ...table([...commonFlags.map(flagRow), ["--version", "Show the version"]]),
    "",
    "Examples:",
    ...examples.map((line) => `  ${line}`),
    "",
  ].join("\n");
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const wanted = [command.argument, command.second].filter((one) => one !== undefined);
  const shown = wanted
    .map(({ name, required, repeats }) => `${required ? ` <${name}>` : ` [${name}]`}${repeats ? "…" : ""}`)
    .join("");
  return [
    `${command.summary}.`,
    "",
    `Usage: ragstep ${command.name}${shown} [flags]`,
    "",
    ...(wanted.length > 0
      ? [
          wanted.length > 1 ? "Arguments:" : "Argument:",
          ...table(wanted.map(({ name, summary }) => [name, summary])),
          "",
        ]
      : []),
    "Flags:",
    ...table([...command.flags, ...commonFlags].map(flagRow)),
    "",
    "Examples:",
    ...command.examples.flatMap((example) => [`  ${example.line}`, `      ${example.does}`]),
    "",
  ].join("\n");
}
