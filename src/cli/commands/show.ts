import { existsSync } from "node:fs";
import { join } from "node:path";
import { stepPageName } from "../../documents/step-page.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { RagstepError, UsageError } from "../../diagnostics/errors.ts";
import { didYouMean } from "../../diagnostics/nearest.ts";
import { sortDiagnostics } from "../../diagnostics/order.ts";
import { findStep } from "../../project/find-step.ts";
import type { FoundStep } from "../../project/find-step.ts";
import { findLayout, shownPath } from "../../project/layout.ts";
import { loadProject } from "../../project/load-project.ts";
import { isStep } from "../../project/step-modules.ts";
import type { Project } from "../../project/load-project.ts";
import { schemaVersion } from "../../report/json.ts";
import { prettyDiagnostics } from "../../report/pretty.ts";
import { stepCard } from "../../report/step-card.ts";
import type { StepSources } from "../../report/step-card.ts";
import { stateMap, stateMapText } from "../../report/state-map.ts";
import type { StateMapEntry } from "../../report/state-map.ts";
import { stepCardText } from "../../report/step-card-text.ts";
import { defaultMaxVisits } from "../../runtime/plan.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { formatFlag, layoutFlags, layoutFrom } from "../layout-flags.ts";
import { paletteFor, writeLine } from "../terminal.ts";

function sourcesOf({ layout, modules }: Project, { node, entry }: FoundStep): StepSources {
  const module = modules.find(({ name }) => name === node?.id);
  const doc = entry ? join(layout.docs, "steps", stepPageName(entry)) : null;
  return {
    definition: module && isStep(module.exported) ? module.exported : null,
    file: module ? shownPath(layout, module.path) : null,
    doc: doc !== null && existsSync(doc) ? shownPath(layout, doc) : null,
    defaultMaxVisits,
  };
}

function brokenProject(diagnostics: readonly Diagnostic[]): RagstepError {
  const count = diagnostics.length;
  return new RagstepError("project-broken", `There is nothing to show: ${count} problems are in the way.`, {
    hint: "ragstep check",
  });
}

/** All keys, or the one that is asked for. Throws a `UsageError` that offers the nearest one. */
function keysOf({ program }: Project, name: string | undefined): readonly StateMapEntry[] | null {
  if (program === null) return null;
  const entries = stateMap(program.state, program.steps);
  if (name === undefined) return entries;
  const found = entries.filter(({ key }) => key === name);
  if (found.length > 0) return found;
  const near = didYouMean(
    name,
    entries.map(({ key }) => key),
  );
  throw new UsageError("key-unknown", `No key of the state is called \`${name}\`.${near}`, {
    hint: "ragstep show --state",
  });
}

/** `ragstep show`: works on a project with problems too, as long as its diagram can be read. */
export const showCommand: Command = {
  name: "show",
  summary: "Show all that is known about one step, or who writes and reads each key",
  argument: {
    name: "number|node|id",
    summary: "a step's number, node id or registry id; with --state, a key",
    required: false,
  },
  flags: [
    { name: "state", summary: "Show the keys of the state, each with the steps that write and read it" },
    ...layoutFlags,
    formatFlag,
  ],
  examples: [
    { line: "ragstep show 105", does: "Show step 105: its edges, stores, keys, attributes and policy" },
    {
      line: "ragstep show StreamSetup --format json",
      does: "The same step by its node id, as data for a program",
    },
    { line: "ragstep show --state", does: "List each key of the state with its writers and readers" },
  ],
  async run(args, { cwd, env, stdout, stderr }) {
    const ofState = args.flags.has("state");
    if (args.argument === undefined && !ofState) {
      throw new UsageError("missing-argument", "`ragstep show` wants a step, or `--state`.", {
        hint: "ragstep show <number|node|id>",
      });
    }
    const layout = await findLayout(cwd, layoutFrom(args));
    const { value: project, diagnostics } = await loadProject(layout, { code: true });
    const keys = ofState ? keysOf(project, args.argument) : null;
    if (project.graph === null || (ofState && keys === null)) {
      writeLine(stderr, prettyDiagnostics(sortDiagnostics(diagnostics), paletteFor(stderr, env)));
      throw brokenProject(diagnostics);
    }
    const asJson = flagValue(args, "format") === "json";
    const palette = paletteFor(stdout, env);
    if (keys !== null) {
      writeLine(
        stdout,
        asJson ? JSON.stringify({ schemaVersion, keys }, null, 2) : stateMapText(keys, palette),
      );
      return exitCode.clean;
    }
    const found = findStep(project.graph, args.argument ?? "");
    const card = stepCard(project.graph, found, sourcesOf(project, found));
    writeLine(
      stdout,
      asJson ? JSON.stringify({ schemaVersion, ...card }, null, 2) : stepCardText(card, palette),
    );
    return exitCode.clean;
  },
};
