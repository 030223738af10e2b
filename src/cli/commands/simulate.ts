import { UsageError } from "../../diagnostics/errors.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import type { Graph } from "../../graph/graph.ts";
import { findLayout } from "../../project/layout.ts";
import { loadGraph } from "../../project/load-graph.ts";
import { coverEdges } from "../../simulation/cover-edges.ts";
import { nodesFrom } from "../../simulation/distances.ts";
import { roadMapOf, steer } from "../../simulation/steer.ts";
import { walkGraph } from "../../simulation/walk-graph.ts";
import { flagValue } from "../arguments.ts";
import { chosenOutcomes } from "../chosen-outcomes.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import type { ExitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { coverJson, coverText, walkJson, walkText } from "../simulate-report.ts";
import { paletteFor, writeLine } from "../terminal.ts";

/** The nodes to start at: the one that is named, else every entry. */
function startsOf(graph: Graph, entry: string | undefined): readonly number[] {
  if (entry === undefined) return graph.entries;
  const index = graph.indexOf.get(entry);
  if (index !== undefined) return [index];
  const entries = graph.entries.map((at) => graph.nodes[at]?.id ?? "");
  throw new UsageError(
    "entry-unknown",
    `No step of the diagram is called \`${entry}\`.${didYouMean(entry, graph.indexOf.keys())}`,
    { hint: `--entry ${entries[0] ?? "Start"}` },
  );
}

/** Where a single walk starts when no entry is named: where a run does. */
function mainEntry(graph: Graph): string {
  const [first] = graph.entries;
  return graph.indexOf.has("Start") ? "Start" : (graph.nodes[first ?? -1]?.id ?? "");
}

/** `ragstep simulate`: walks the graph with stubs in place of handlers, stores and services. */
export const simulateCommand: Command = {
  name: "simulate",
  summary: "Walk the diagram with stubs in place of handlers, once or until every edge is taken",
  flags: [
    {
      name: "cover",
      value: "WHAT",
      choices: ["edges"],
      summary: "Find few walks that together take every edge, and prove that they do",
    },
    { name: "entry", value: "NODE", summary: "Where to start; with `--cover`, every entry when absent" },
    {
      name: "choose",
      value: "OUTCOMES",
      summary: "What decisions return, as `Node=Label,…`; the others lead there, and then to the nearest end",
    },
    ...layoutFlags,
    formatFlag,
  ],
  examples: [
    { line: "ragstep simulate --cover edges", does: "List walks that take every edge, from all entries" },
    {
      line: "ragstep simulate --choose CacheHit=Yes,StreamCheck=Yes",
      does: "Show which way one run would go",
    },
  ],
  async run(args, { cwd, env, stdout }): Promise<ExitCode> {
    const layout = await findLayout(cwd, layoutFrom(args));
    const { value, diagnostics } = loadGraph(layout);
    const fatal = diagnostics.find(({ severity }) => severity === "fatal");
    const { graph } = value;
    if (graph === null || fatal !== undefined) {
      throw new UsageError("project-broken", fatal?.message ?? "The diagram cannot be read.", {
        hint: "ragstep check",
      });
    }
    const json = flagValue(args, "format") === "json";
    const entry = flagValue(args, "entry");
    const starts = startsOf(graph, entry);
    const chosen = chosenOutcomes(graph, flagValue(args, "choose"));
    if (flagValue(args, "cover") === undefined) {
      const ahead = new Set(Array.from(chosen.values(), ({ index }) => index));
      const byItself = steer(roadMapOf(graph), ahead);
      const walk = await walkGraph(
        graph,
        entry ?? mainEntry(graph),
        // What is chosen counts the first time; a loop must have a way out.
        (node, visit) => (visit === 1 ? chosen.get(node.id) : undefined) ?? byItself(node, visit),
        ({ index }) => ahead.delete(index),
      );
      writeLine(stdout, json ? walkJson(graph, walk) : walkText(walk, "walk", null));
      return walk.status === "completed" ? exitCode.clean : exitCode.problems;
    }
    if (chosen.size > 0)
      throw new UsageError("flag-value", "`--cover` chooses by itself, so `--choose` cannot go with it.", {
        hint: "ragstep simulate --cover edges",
      });
    // From one node only what it leads to can be asked for; from all entries, everything that is drawn.
    const ahead = nodesFrom(graph, starts);
    const wanted = entry === undefined ? graph.edges : graph.edges.filter(({ source }) => ahead.has(source));
    const cover = await coverEdges(graph, starts, wanted);
    const palette = paletteFor(stdout, env);
    writeLine(stdout, json ? coverJson(graph, cover) : coverText(graph, cover, palette));
    return cover.missed.length === 0 ? exitCode.clean : exitCode.problems;
  },
};
