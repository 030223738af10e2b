import { checkProject } from "../../checks/check-project.ts";
import { findLayout } from "../../project/layout.ts";
import { countsText } from "../../report/counts.ts";
import { jsonReport } from "../../report/json.ts";
import { prettyDiagnostics, problemCount } from "../../report/pretty.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { paletteFor, writeLine } from "../terminal.ts";

/** `ragstep check`: warnings are shown and pass, everything worse fails. */
export const checkCommand: Command = {
  name: "check",
  summary: "Prove that diagram, registry and code agree",
  flags: [
    ...layoutFlags,
    formatFlag,
    { name: "no-code", summary: "Look at diagram and registry only, also at ones made elsewhere" },
    { name: "since", value: "REV", summary: "Prove that numbers and ids are as they were at a git revision" },
  ],
  examples: [
    { line: "ragstep check", does: "Check this project; exit 1 when something does not agree" },
    {
      line: "ragstep check --no-code --diagram flow.mmd --registry steps.yml --format json",
      does: "Check a diagram and a registry without code, as data for a program",
    },
  ],
  async run(args, { cwd, env, stdout }) {
    const code = !args.flags.has("no-code");
    const layout = await findLayout(cwd, layoutFrom(args));
    const { diagnostics, counts } = await checkProject(layout, { code, since: flagValue(args, "since") });
    if (flagValue(args, "format") === "json") {
      writeLine(stdout, jsonReport(diagnostics, counts));
    } else {
      const palette = paletteFor(stdout, env);
      const verdict = problemCount(diagnostics);
      writeLine(stdout, prettyDiagnostics(diagnostics, palette));
      if (diagnostics.length > 0) writeLine(stdout, "\n");
      const paint = diagnostics.length === 0 ? palette.green : palette.bold;
      writeLine(stdout, `${paint(verdict)} in ${countsText(counts)}`);
    }
    return diagnostics.every(({ severity }) => severity === "warning") ? exitCode.clean : exitCode.problems;
  },
};
