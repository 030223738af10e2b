import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import { findLayout } from "../../project/layout.ts";
import { loadGraph } from "../../project/load-graph.ts";
import { coverageOf, coverageText } from "../../report/coverage.ts";
import { schemaVersion } from "../../report/json.ts";
import { rebuildRuns } from "../../runtime/rebuild-run.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { writeLine } from "../terminal.ts";

/** The lines of a log, or of all `*.log` files of a folder. */
async function logLines(path: string, shown: string): Promise<readonly string[]> {
  const entry = await stat(path).catch(() => null);
  if (entry === null) {
    throw new UsageError("log-missing", `There is no log \`${shown}\`.`, {
      hint: `ragstep verify --log ${shown}`,
    });
  }
  if (!entry.isDirectory()) return (await readFile(path, "utf8")).split("\n");
  const names = (await readdir(path)).filter((name) => name.endsWith(".log")).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(path, name), "utf8")));
  return texts.flatMap((text) => text.split("\n"));
}

function threshold(value: string | undefined): number {
  if (value === undefined) return 0;
  const percent = Number(value);
  if (value.trim() !== "" && percent >= 0 && percent <= 100) return percent;
  throw new UsageError(
    "threshold-invalid",
    `\`--fail-under\` wants a number from 0 to 100, and \`${value}\` was given.`,
    {
      hint: "--fail-under 100",
    },
  );
}

/** `ragstep coverage`: which nodes, edges and outcomes the runs of a log came through. */
export const coverageCommand: Command = {
  name: "coverage",
  summary: "Tell which edges of the diagram the runs of a log took",
  argument: { name: "log", summary: "a log that `--log` wrote, or a folder of them", required: true },
  flags: [
    ...layoutFlags,
    formatFlag,
    {
      name: "fail-under",
      value: "PERCENT",
      summary: "Exit 1 when a smaller share of edges or outcomes was taken",
    },
  ],
  examples: [
    { line: "ragstep coverage .ragstep/verify.log", does: "List what no run takes" },
    {
      line: "ragstep coverage .ragstep/verify.log --fail-under 100",
      does: "Prove in continuous integration that every edge is taken",
    },
  ],
  async run(args, { cwd, stdout }) {
    const shown = args.argument ?? "";
    const least = threshold(flagValue(args, "fail-under"));
    const layout = await findLayout(cwd, layoutFrom(args));
    const { graph } = (await loadGraph(layout)).value;
    if (graph === null) {
      throw new UsageError("project-broken", "The diagram cannot be read.", { hint: "ragstep check" });
    }
    const coverage = coverageOf(graph, rebuildRuns(await logLines(resolve(cwd, shown), shown)));
    // Logs of another project, or none at all, would look like a graph that nobody tests.
    if (coverage.nodes.covered === 0) {
      throw new UsageError("log-empty", `\`${shown}\` holds no step of this diagram.`, {
        hint: `ragstep verify --log ${shown}`,
      });
    }
    const json = flagValue(args, "format") === "json";
    writeLine(
      stdout,
      json ? JSON.stringify({ schemaVersion, ...coverage }, null, 2) : coverageText(coverage),
    );
    const lowest = Math.min(
      ...[coverage.edges, coverage.outcomes].map(({ covered, total }) =>
        total === 0 ? 100 : (100 * covered) / total,
      ),
    );
    return lowest >= least ? exitCode.clean : exitCode.problems;
  },
};
