import { RagstepError } from "../../diagnostics/errors.ts";
import { sortDiagnostics } from "../../diagnostics/order.ts";
import { findLayout, shownPath } from "../../project/layout.ts";
import { loadGraph } from "../../project/load-graph.ts";
import { plural } from "../../report/counts.ts";
import { textDiff } from "../../report/diff.ts";
import { prettyDiagnostics } from "../../report/pretty.ts";
import { applyChanges } from "../apply-changes.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { generatedChanges } from "../generated-changes.ts";
import { layoutFlags, layoutFrom } from "../layout-flags.ts";
import { paletteFor, writeLine } from "../terminal.ts";

/** `ragstep gen`: writes what is stale; with `--check` it writes nothing and fails when something is. */
export const genCommand: Command = {
  name: "gen",
  summary: "Write the files that follow from diagram, registry, code and tests",
  flags: [
    ...layoutFlags,
    { name: "check", summary: "Write nothing; show what is stale and exit 1" },
    { name: "docs", summary: "Start a folder of step documents; once it is there, it is kept up to date" },
  ],
  examples: [
    { line: "ragstep gen", does: "Write the graph's types, the table of tests and the step documents" },
    { line: "ragstep gen --check", does: "Prove in continuous integration that they are fresh" },
  ],
  async run(args, { cwd, env, stdout, stderr }) {
    const layout = await findLayout(cwd, layoutFrom(args));
    const { value, diagnostics } = loadGraph(layout);
    const fatal = diagnostics.filter(({ severity }) => severity === "fatal");
    if (value.graph === null || fatal.length > 0) {
      writeLine(stderr, prettyDiagnostics(sortDiagnostics(fatal), paletteFor(stderr, env)));
      throw new RagstepError(
        "project-broken",
        "Nothing is written from a diagram or registry with fatal problems.",
        {
          hint: "ragstep check",
        },
      );
    }
    const onlyCheck = args.flags.has("check");
    const { changes, cannot } = await generatedChanges(layout, value.graph, [], {
      docs: args.flags.has("docs"),
    });
    const stale = changes.filter(({ before, after }) => before !== after);
    if (!onlyCheck) await applyChanges(layout.root, stale);
    for (const { path, before, after } of stale) {
      const shown = shownPath(layout, path);
      writeLine(stdout, onlyCheck ? textDiff(shown, before ?? "", after ?? "") : `wrote ${shown}`);
    }
    if (cannot !== null) throw cannot;
    const rest = `${plural(changes.length - stale.length, "file")} fresh`;
    if (stale.length === 0) writeLine(stdout, rest);
    else if (onlyCheck)
      writeLine(stdout, `${plural(stale.length, "file")} stale, ${rest}; write them with \`ragstep gen\``);
    return onlyCheck && stale.length > 0 ? exitCode.problems : exitCode.clean;
  },
};
