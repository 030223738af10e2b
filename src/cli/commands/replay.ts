import { UsageError } from "../../diagnostics/errors.ts";
import type { Graph } from "../../graph/graph.ts";
import { findLayout } from "../../project/layout.ts";
import { loadGraph } from "../../project/load-graph.ts";
import { tooLarge } from "../../report/graph-picture.ts";
import { schemaVersion } from "../../report/json.ts";
import { replayOf } from "../../report/replay.ts";
import type { Replay } from "../../report/replay.ts";
import { replayPicture } from "../../report/replay-picture.ts";
import { replayList, replayText } from "../../report/replay-text.ts";
import { flagValue } from "../arguments.ts";
import type { Arguments, Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { layoutFlags, layoutFrom } from "../layout-flags.ts";
import { pickTrail, trailsOfFile } from "../pick-trail.ts";
import { paletteFor, writeLine } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

/** The diagram around, or why there is none: a log can be drawn without it, far from its project. */
async function graphAround(args: Arguments, { cwd }: Terminal): Promise<Graph | UsageError> {
  try {
    const { graph } = loadGraph(await findLayout(cwd, layoutFrom(args))).value;
    return (
      graph ?? new UsageError("project-broken", "The diagram cannot be read.", { hint: "ragstep check" })
    );
  } catch (error) {
    if (error instanceof UsageError && layoutFlagless(args)) return error;
    throw error;
  }
}

/** A diagram that was asked for by name must be there. */
function layoutFlagless(args: Arguments): boolean {
  return layoutFlags.every(({ name }) => !args.flags.has(name));
}

function pictureOf(graph: Graph | UsageError, replay: Replay): string {
  if (graph instanceof UsageError) throw graph;
  if (replay.not_drawn.length === 0) return replayPicture(graph, replay);
  throw new UsageError("diagram-differs", replay.notes[0] ?? "The run walked another diagram.", {
    hint: `git show <revision>:${graph.diagram.path} > old.mmd\nragstep replay <log> --format mermaid --diagram old.mmd`,
  });
}

/** `ragstep replay`: rebuilds a run from its log or trace and draws it. */
export const replayCommand: Command = {
  name: "replay",
  summary: "Rebuild a run from its log or trace and draw the way it took",
  argument: {
    name: "log|trace|folder",
    summary: "what `--log` or `--trace` wrote, or a recording; `file#run` names one of its runs",
    required: true,
  },
  flags: [
    {
      name: "run",
      value: "ID",
      summary: "The run to draw, by its id or how it begins; the last one when absent",
    },
    { name: "list", summary: "List the runs instead" },
    ...layoutFlags,
    {
      name: "format",
      value: "FORMAT",
      choices: ["pretty", "json", "mermaid"],
      summary: "For people (pretty, the default), for programs (json), or the way on the diagram (mermaid)",
    },
  ],
  examples: [
    { line: "ragstep replay .ragstep/verify.log --list", does: "Show which runs a log holds" },
    { line: "ragstep replay run.trace", does: "Draw the last run of a trace, branches side by side" },
    {
      line: "ragstep replay run.log --run run_ab10 --format mermaid",
      does: "Draw a run on the diagram: way taken bold, times at each step, failures red",
    },
  ],
  async run(args, terminal) {
    const { cwd, env, stdout, stderr } = terminal;
    const around = await graphAround(args, terminal);
    const graph = around instanceof UsageError ? null : around;
    const found = await trailsOfFile(cwd, args.argument ?? "", graph);
    const format = flagValue(args, "format");
    const asJson = (data: object): string =>
      JSON.stringify({ schemaVersion, ...data, problems: found.problems }, null, 2);
    const palette = paletteFor(stdout, env);
    const warn = (message: string): void =>
      writeLine(stderr, `${paletteFor(stderr, env).yellow("warning")} ${message}`);
    found.problems.forEach(warn);
    if (args.flags.has("list")) {
      const replays = found.trails.map((trail) => replayOf(trail, graph));
      const runs = replays.map(({ run_id, status, started, entry, visits }) => ({
        run_id,
        status,
        started,
        entry,
        visits: visits.length,
      }));
      writeLine(stdout, format === "json" ? asJson({ runs }) : replayList(replays, palette));
      return exitCode.clean;
    }
    const replay = replayOf(pickTrail(found, flagValue(args, "run") ?? found.named), graph);
    if (format === "json") writeLine(stdout, asJson(replay));
    else if (format === "mermaid") {
      const picture = pictureOf(around, replay);
      for (const note of replay.notes) warn(note);
      const large = graph === null ? null : tooLarge(graph, picture);
      if (large !== null) warn(large);
      writeLine(stdout, picture);
    } else writeLine(stdout, replayText(replay, palette));
    return exitCode.clean;
  },
};
