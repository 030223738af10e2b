import { resolve } from "node:path";
import { checkProject } from "../../checks/check-project.ts";
import { fixesOf } from "../../checks/fix.ts";
import type { FixedFile } from "../../checks/fix.ts";
import { UsageError } from "../../diagnostics/errors.ts";
import { findLayout } from "../../project/layout.ts";
import { plural } from "../../report/counts.ts";
import { textDiff } from "../../report/diff.ts";
import { flagValue } from "../arguments.ts";
import type { Arguments, Command } from "../command.ts";
import { checkFormats, checkReport } from "../check-report.ts";
import type { CheckFormat } from "../check-report.ts";
import { exitCode } from "../exit-code.ts";
import { layoutFlags, layoutFrom } from "../layout-flags.ts";
import { paletteFor, writeLine } from "../terminal.ts";

function formatOf(args: Arguments): CheckFormat {
  const asked = flagValue(args, "format");
  return checkFormats.find((format) => format === asked) ?? "pretty";
}

function fixText(files: readonly FixedFile[], dry: boolean): string {
  const diffs = files.map(({ path, before, after }) => textDiff(path, before, after));
  const done = dry ? "would be repaired" : "repaired";
  return `${diffs.join("\n")}\n${plural(files.length, "file")} ${done}\n\n`;
}

/** `ragstep check`: warnings are shown and pass, everything worse fails. */
export const checkCommand: Command = {
  name: "check",
  summary: "Prove that diagram, registry, code, docs and tests agree",
  flags: [
    ...layoutFlags,
    {
      name: "format",
      value: "FORMAT",
      choices: checkFormats,
      summary: "For people (pretty, the default), programs (json, sarif) or pull requests (github, markdown)",
    },
    { name: "no-code", summary: "Look at diagram and registry only, also at ones made elsewhere" },
    { name: "fresh", summary: "Load all code anew, also what is as it was at the last check" },
    { name: "since", value: "REV", summary: "Prove that numbers and ids are as they were at a git revision" },
    { name: "fix", summary: "Show and make the repairs that have one right answer" },
    { name: "dry-run", summary: "With `--fix`: show the repairs and write nothing" },
  ],
  examples: [
    { line: "ragstep check", does: "Check this project; exit 1 when something does not agree" },
    {
      line: "ragstep check --no-code --diagram flow.mmd --registry steps.yml --format json",
      does: "Check a diagram and a registry without code, as data for a program",
    },
    { line: "ragstep check --fix --dry-run", does: "Show what could be repaired without asking" },
  ],
  async run(args, { cwd, env, stdout, stderr }) {
    const format = formatOf(args);
    const dry = args.flags.has("dry-run");
    if (dry && !args.flags.has("fix"))
      throw new UsageError("flag-value", "`--dry-run` is about `--fix`, which was not given.", {
        hint: "ragstep check --fix --dry-run",
      });
    const layout = await findLayout(cwd, layoutFrom(args));
    const scope = {
      code: !args.flags.has("no-code"),
      fresh: args.flags.has("fresh"),
      since: flagValue(args, "since"),
    };
    let result = await checkProject(layout, scope);
    const fixes = args.flags.has("fix") ? fixesOf(result.diagnostics, result.facts) : [];
    if (fixes.length > 0) {
      // Beside a report for programs, the repairs are for whoever watches.
      writeLine(format === "pretty" ? stdout : stderr, fixText(fixes, dry));
      if (!dry) {
        const { applyChanges } = await import("../apply-changes.ts");
        await applyChanges(
          layout.root,
          fixes.map((fixed) => ({ ...fixed, path: resolve(layout.root, fixed.path) })),
        );
        result = await checkProject(layout, scope);
      }
    }
    writeLine(stdout, await checkReport(result, format, paletteFor(stdout, env)));
    return result.diagnostics.every(({ severity }) => severity === "warning")
      ? exitCode.clean
      : exitCode.problems;
  },
};
