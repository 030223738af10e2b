import { UsageError } from "../../diagnostics/errors.ts";
import { findLayout } from "../../project/layout.ts";
import { loadGraph } from "../../project/load-graph.ts";
import { coverageOf, coverageText, percentOf } from "../../report/coverage.ts";
import type { Coverage } from "../../report/coverage.ts";
import { coveragePicture } from "../../report/coverage-picture.ts";
import { tooLarge } from "../../report/graph-picture.ts";
import { schemaVersion } from "../../report/json.ts";
import { flagValue } from "../arguments.ts";
import type { Command, Flag } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { layoutFlags, layoutFrom } from "../layout-flags.ts";
import { readRuns } from "../read-runs.ts";
import { paletteFor, writeLine } from "../terminal.ts";

/** Text, data, or a picture. */
const pictureFormatFlag: Flag = {
  name: "format",
  value: "FORMAT",
  choices: ["pretty", "json", "mermaid"],
  summary: "For people (pretty, the default), for programs (json), or a heat map of the diagram (mermaid)",
};

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

/** What is below the share that is asked for, in words; undefined when nothing is. */
function shortfall({ edges, outcomes }: Coverage, least: number): string | undefined {
  const low = [
    { name: "edges", share: edges },
    { name: "outcomes", share: outcomes },
  ].filter(({ share }) => percentOf(share) < least);
  if (low.length === 0) return undefined;
  // Rounded down: 99.96 % must not be told as the 100 % that was asked for.
  const parts = low.map(({ name, share }) => `${Math.floor(percentOf(share) * 10) / 10} % of the ${name}`);
  return `The runs take ${parts.join(" and ")}, and \`--fail-under\` asks for ${least} %.`;
}

/** `ragstep coverage`: which nodes, edges and outcomes the runs of logs and traces came through. */
export const coverageCommand: Command = {
  name: "coverage",
  summary: "Tell which steps, edges and outcomes of the diagram the runs of logs and traces took",
  argument: {
    name: "log|trace|folder",
    summary:
      "what `--log` and `--trace` wrote, recordings too, or folders of them; all of them are counted together",
    required: true,
    repeats: true,
  },
  flags: [
    ...layoutFlags,
    pictureFormatFlag,
    {
      name: "fail-under",
      value: "PERCENT",
      summary: "Exit 1 when a smaller share of edges or outcomes was taken",
    },
  ],
  examples: [
    { line: "ragstep coverage .ragstep/verify.log", does: "List what no run takes" },
    {
      line: "ragstep coverage .ragstep/verify.log .ragstep/traces --fail-under 100",
      does: "Prove in continuous integration that all runs together take every edge",
    },
    {
      line: "ragstep coverage test/fixtures/runs --fail-under 100",
      does: "The same from the recordings of `ragstep record`, without running anything",
    },
    {
      line: "ragstep coverage .ragstep/verify.log --format mermaid",
      does: "Draw how often each step and edge was taken; what none took is red and dashed",
    },
  ],
  async run(args, { cwd, env, stdout, stderr }) {
    const named = [args.argument ?? "", ...(args.rest ?? [])];
    const least = threshold(flagValue(args, "fail-under"));
    const layout = await findLayout(cwd, layoutFrom(args));
    const { graph } = loadGraph(layout).value;
    if (graph === null) {
      throw new UsageError("project-broken", "The diagram cannot be read.", { hint: "ragstep check" });
    }
    const { trails, problems } = await readRuns(cwd, named, graph);
    const coverage = coverageOf(graph, trails);
    // Logs of another project, or none at all, would look like a graph that nobody tests.
    if (coverage.nodes.covered === 0) {
      const names = named.map((shown) => `\`${shown}\``).join(", ");
      throw new UsageError("log-empty", `No step of this diagram is in ${names}.`, {
        hint: `ragstep verify --log ${named[0] ?? ""}`,
      });
    }
    const palette = paletteFor(stderr, env);
    const warn = (message: string): void => writeLine(stderr, `${palette.yellow("warning")} ${message}`);
    problems.forEach(warn);
    const format = flagValue(args, "format");
    if (format === "json")
      writeLine(stdout, JSON.stringify({ schemaVersion, ...coverage, problems }, null, 2));
    else if (format === "mermaid") {
      const picture = coveragePicture(graph, coverage);
      writeLine(stdout, picture);
      const large = tooLarge(graph, picture);
      if (large !== null) warn(large);
    } else writeLine(stdout, coverageText(coverage));
    const low = shortfall(coverage, least);
    if (low === undefined) return exitCode.clean;
    writeLine(stderr, `${palette.red("error")} [coverage-low] ${low}`);
    return exitCode.problems;
  },
};
