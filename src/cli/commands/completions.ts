import type { Command } from "../command.ts";
import { UsageError } from "../../diagnostics/errors.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import { complete } from "../completions/complete.ts";
import type { CommandTable, Completion } from "../completions/complete.ts";
import { filesLine, shells, shellScript } from "../completions/shell-scripts.ts";
import { exitCode } from "../exit-code.ts";
import { writeLine } from "../terminal.ts";

function linesOf(completion: Completion): string {
  if (completion.kind === "files") return filesLine;
  return completion.candidates
    .map(({ value, about }) => `${value}\t${about.replaceAll(/\s+/g, " ")}`)
    .join("\n");
}

/** `ragstep completions`: a script for a shell, and, with the words of a line, what may stand at its end. */
export function completionsCommand(commands: CommandTable): Command {
  return {
    name: "completions",
    summary: "Teach a shell to complete commands, flags, steps and files",
    argument: { name: "bash|zsh|fish", summary: "`bash`, `zsh` or `fish`", required: true },
    second: {
      name: "word",
      summary: "the words of a line so far: what the script asks for at each key",
      required: false,
      repeats: true,
    },
    flags: [],
    examples: [
      { line: "ragstep completions bash", does: 'In ~/.bashrc: eval "$(ragstep completions bash)"' },
      { line: "ragstep completions zsh", does: 'In ~/.zshrc: eval "$(ragstep completions zsh)"' },
      { line: "ragstep completions fish", does: "In config.fish: ragstep completions fish | source" },
    ],
    async run({ argument = "", second, rest = [] }, { cwd, stdout }) {
      const shell = shells.find((name) => name === argument);
      if (shell === undefined) {
        throw new UsageError(
          "shell-unknown",
          `No shell \`${argument}\` can be taught.${didYouMean(argument, shells)}`,
          {
            hint: "ragstep completions bash",
          },
        );
      }
      if (second === undefined) writeLine(stdout, shellScript(shell));
      else writeLine(stdout, linesOf(await complete(commands, [second, ...rest], cwd)));
      return exitCode.clean;
    },
  };
}
