import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../../diagnostics/errors.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import { findLayout } from "../../project/layout.ts";
import { loadProject } from "../../project/load-project.ts";
import { schemaVersion } from "../../report/json.ts";
import { replayOf } from "../../report/replay.ts";
import { whyOf } from "../../report/why.ts";
import { whyText } from "../../report/why-text.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { pickTrail, trailsOfFile } from "../pick-trail.ts";
import { paletteFor, writeLine } from "../terminal.ts";

function isFile(cwd: string, name: string): boolean {
  return existsSync(resolve(cwd, name.replace(/#[^#]*$/, "")));
}

function depthOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const depth = Number(value);
  if (/^\d+$/.test(value) && depth >= 1) return depth;
  throw new UsageError("depth-invalid", `\`--depth\` wants a number from 1 on, and \`${value}\` was given.`, {
    hint: "--depth 2",
  });
}

/** `ragstep why`: which step of a run wrote a key, and from what. */
export const whyCommand: Command = {
  name: "why",
  summary: "Tell which step of a run wrote a key of the state, and from what",
  argument: {
    name: "run",
    summary:
      "a trace, a log or a recording, for its last run; `file#run` for another one, by its id or how it begins",
    required: true,
  },
  second: { name: "key", summary: "a key of the state", required: true },
  flags: [
    { name: "depth", value: "N", summary: "Look N steps back from the key; all the way when absent" },
    ...layoutFlags,
    formatFlag,
  ],
  examples: [
    { line: "ragstep why run.trace user_query", does: "Follow a key of the last run back to the request" },
    {
      line: "ragstep why test/fixtures/runs/json-answer.json citations",
      does: "The same for a recording, which has the values too",
    },
    {
      line: "ragstep why .ragstep/verify.log#run_ab10 final_answer --depth 2",
      does: "The same for a run of a log, two steps back",
    },
  ],
  async run(args, { cwd, env, stdout, stderr }) {
    const [run = "", key = ""] = [args.argument, args.second];
    if (isFile(cwd, key) && !isFile(cwd, run)) {
      throw new UsageError("arguments-swapped", "`ragstep why` wants the run first and then the key.", {
        hint: `ragstep why ${key} ${run}`,
      });
    }
    const depth = depthOf(flagValue(args, "depth"));
    const layout = await findLayout(cwd, layoutFrom(args));
    const { graph, program } = (await loadProject(layout, { code: true })).value;
    if (graph === null || program === null) {
      throw new UsageError("project-broken", "Diagram or state cannot be read.", { hint: "ragstep check" });
    }
    const { state } = program;
    if (!Object.hasOwn(state, key)) {
      throw new UsageError(
        "key-unknown",
        `No key of the state is called \`${key}\`.${didYouMean(key, Object.keys(state))}`,
        { hint: "ragstep show --state" },
      );
    }
    const found = await trailsOfFile(cwd, run, graph);
    const trail = pickTrail(found, found.named);
    const steps = new Map(
      program.steps.flatMap((step) => (step === null ? [] : [[step.node, step] as const])),
    );
    const why = whyOf({ trail, graph, state, steps, depth }, key);
    const notes = [...found.problems, ...replayOf(trail, graph).notes];
    if (flagValue(args, "format") === "json") {
      writeLine(stdout, JSON.stringify({ schemaVersion, ...why, notes }, null, 2));
      return exitCode.clean;
    }
    for (const note of notes) writeLine(stderr, `${paletteFor(stderr, env).yellow("warning")} ${note}`);
    writeLine(stdout, whyText(why, paletteFor(stdout, env)));
    return exitCode.clean;
  },
};
