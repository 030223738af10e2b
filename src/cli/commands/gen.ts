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
import { generatedDocuments, keepsDocuments } from "../generated-documents.ts";
import { generatedFiles } from "../generated-files.ts";
import type { GeneratedFile } from "../generated-files.ts";
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

async function staleAmong(files: readonly GeneratedFile[]): Promise<readonly StaleFile[]> {
  const current = await Promise.all(files.map(({ path }) => currentText(path)));
  return files
    .map((file, at) => ({ ...file, current: current[at] ?? "" }))
    .filter((file) => file.text !== file.current);
}

/** A file that is not as it should be, with its present text; empty when it is not there. */
interface StaleFile extends GeneratedFile {
  readonly current: string;
}

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
    const onlyCheck = args.flags.has("check");
    const finish = async (files: readonly GeneratedFile[]): Promise<readonly StaleFile[]> => {
      const stale = await staleAmong(files);
      if (!onlyCheck) await replaceFiles(stale);
      for (const { path, text, current } of stale) {
        const shown = shownPath(layout, path);
        writeLine(stdout, onlyCheck ? textDiff(shown, current, text) : `wrote ${shown}`);
      }
      return stale;
    };
    // The code imports the types, so the documents, which look at the code, come after them.
    const first = await generatedFiles(layout, value.graph);
    const stale = [...(await finish(first))];
    const second = args.flags.has("docs") || keepsDocuments(layout) ? await generatedDocuments(layout) : [];
    stale.push(...(await finish(second)));
    const rest = `${plural(first.length + second.length - stale.length, "file")} fresh`;
    if (stale.length === 0) writeLine(stdout, rest);
    else if (onlyCheck)
      writeLine(stdout, `${plural(stale.length, "file")} stale, ${rest}; write them with \`ragstep gen\``);
    return onlyCheck && stale.length > 0 ? exitCode.problems : exitCode.clean;
  },
};
