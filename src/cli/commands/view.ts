import { resolve } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import type { Program } from "../../graph/program.ts";
import { findLayout, shownPath } from "../../project/layout.ts";
import type { Layout } from "../../project/layout.ts";
import { loadProject } from "../../project/load-project.ts";
import { plural } from "../../report/counts.ts";
import { graphView, nodeNotes } from "../../server/graph-view.ts";
import { readServerSettings } from "../../server/server-settings.ts";
import { pageText } from "../../view/page-text.ts";
import { flagValue } from "../arguments.ts";
import type { Arguments, Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { layoutFlags, layoutFrom } from "../layout-flags.ts";
import { projectFiles } from "../project-files.ts";
import { runsToView } from "../runs-to-view.ts";
import { paletteFor, writeLine } from "../terminal.ts";
import { readBuiltPage, viewFileName, writeView } from "../write-view.ts";

const mostRuns = 50;

function lastOf(args: Arguments): number {
  const value = flagValue(args, "last");
  if (value === undefined) return mostRuns;
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new UsageError("flag-value", `\`--last\` wants a number from 1 on, and \`${value}\` was given.`, {
    hint: `--last ${mostRuns}`,
  });
}

/** The program, or the graph alone where its code cannot be loaded: what ran can be shown all the same. */
async function programToShow(layout: Layout): Promise<{ program: Program; problems: readonly string[] }> {
  const { graph, program } = (await loadProject(layout, { code: true })).value;
  if (graph === null)
    throw new UsageError("project-broken", "The diagram cannot be read.", { hint: "ragstep check" });
  if (program !== null) return { program, problems: [] };
  return {
    program: { graph, state: {}, steps: [] },
    problems: ["The code of the steps cannot be loaded: what they read and write is not in the page."],
  };
}

/** `ragstep view`: runs on the diagram as one HTML file. */
export const viewCommand: Command = {
  name: "view",
  summary: "Write one HTML file that shows runs on the diagram and opens without a server",
  argument: {
    name: "log|trace|run",
    summary:
      "what `--log` or `--trace` wrote, a recording, or the id of a run that a server has stored; `file#run` names one run of a file",
    required: true,
    repeats: true,
  },
  flags: [
    {
      name: "out",
      value: "FILE",
      summary: "The file to write; named after the run, in this folder, when absent",
    },
    {
      name: "last",
      value: "N",
      summary: `How many runs of a file are taken, the newest ones; ${mostRuns} when absent`,
    },
    ...layoutFlags,
    { name: "config", value: "FILE", summary: "The configuration, when not the nearest one" },
  ],
  examples: [
    { line: "ragstep view run.trace", does: "Show the runs of a trace; any two can be compared" },
    {
      line: "ragstep view run_ab10 run_cd20 --out runs.html",
      does: "Show two runs of the server's database, by how their ids begin",
    },
    {
      line: "ragstep view test/fixtures/runs/json-answer.json run.log#run_ab10",
      does: "Show a recording beside one run of a log",
    },
  ],
  async run(args, { cwd, env, stdout, stderr }) {
    const last = lastOf(args);
    const words = [args.argument ?? "", ...(args.rest ?? [])];
    const built = await readBuiltPage();
    const layout = await findLayout(cwd, { ...layoutFrom(args), config: flagValue(args, "config") });
    const { program, problems } = await programToShow(layout);
    const database = resolve(layout.root, readServerSettings(layout.server).runs.path);
    const found = await runsToView(words, {
      cwd,
      graph: program.graph,
      database: { path: database, shown: shownPath(layout, database) },
      last,
    });
    for (const problem of [...problems, ...found.problems])
      writeLine(stderr, `${paletteFor(stderr, env).yellow("warning")} ${problem}`);
    const files = projectFiles(layout, program.graph);
    const [first] = found.runs;
    const title = found.runs.length === 1 ? (first?.run.run_id ?? "") : plural(found.runs.length, "run");
    const text = pageText(
      {
        version: 1,
        graph: graphView(program, files),
        nodes: await Promise.all(program.graph.nodes.map(({ id }) => nodeNotes(files, id))),
        runs: [...found.runs],
      },
      built,
      `${title} · ragstep`,
    );
    const out = flagValue(args, "out") ?? viewFileName(found.runs);
    await writeView(cwd, out, text);
    writeLine(stdout, out);
    return exitCode.clean;
  },
};
