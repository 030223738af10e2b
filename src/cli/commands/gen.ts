import { readFile } from "node:fs/promises";
import { RagstepError } from "../../diagnostics/errors.ts";
import { sortDiagnostics } from "../../diagnostics/order.ts";
import { findLayout, shownPath } from "../../project/layout.ts";
import { loadGraph } from "../../project/load-graph.ts";
import { plural } from "../../report/counts.ts";
import { textDiff } from "../../report/diff.ts";
import { prettyDiagnostics } from "../../report/pretty.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { generatedFiles } from "../generated-files.ts";
import { layoutFlags, layoutFrom } from "../layout-flags.ts";
import { replaceFiles } from "../replace-files.ts";
import { paletteFor, writeLine } from "../terminal.ts";

async function currentText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

/** `ragstep gen`: writes what is stale; with `--check` it writes nothing and fails when something is. */
export const genCommand: Command = {
  name: "gen",
  summary: "Write the files that follow from diagram, registry and tests",
  flags: [...layoutFlags, { name: "check", summary: "Write nothing; show what is stale and exit 1" }],
  examples: [
    { line: "ragstep gen", does: "Write the graph's types and the table of tests" },
    { line: "ragstep gen --check", does: "Prove in continuous integration that they are fresh" },
  ],
  async run(args, { cwd, env, stdout, stderr }) {
    const layout = await findLayout(cwd, layoutFrom(args));
    const { value, diagnostics } = await loadGraph(layout);
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
    const files = await generatedFiles(layout, value.graph);
    const current = await Promise.all(files.map(({ path }) => currentText(path)));
    const stale = files.filter(({ text }, at) => text !== current[at]);
    const rest = `${plural(files.length - stale.length, "file")} fresh`;
    if (args.flags.has("check")) {
      for (const file of stale) {
        writeLine(
          stdout,
          textDiff(shownPath(layout, file.path), current[files.indexOf(file)] ?? "", file.text),
        );
      }
      writeLine(
        stdout,
        stale.length === 0
          ? rest
          : `${plural(stale.length, "file")} stale, ${rest}; write them with \`ragstep gen\``,
      );
      return stale.length === 0 ? exitCode.clean : exitCode.problems;
    }
    await replaceFiles(stale);
    for (const file of stale) writeLine(stdout, `wrote ${shownPath(layout, file.path)}`);
    if (stale.length === 0) writeLine(stdout, rest);
    return exitCode.clean;
  },
};
