import { existsSync } from "node:fs";
import { join } from "node:path";
import { stepPageName } from "../../checks/step-page.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { RagstepError } from "../../diagnostics/errors.ts";
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
  return new RagstepError(
    "project-broken",
    `There is no graph to show a step of: ${count} problems are in the way.`,
    {
      hint: "ragstep check",
    },
  );
}

/** `ragstep show`: works on a project with problems too, as long as its diagram can be read. */
export const showCommand: Command = {
  name: "show",
  summary: "Show all that is known about one step",
  argument: { name: "number|node|id", summary: "a step's number, node id or registry id", required: true },
  flags: [...layoutFlags, formatFlag],
  examples: [
    { line: "ragstep show 105", does: "Show step 105: its edges, stores, keys, attributes and policy" },
    {
      line: "ragstep show StreamSetup --format json",
      does: "The same step by its node id, as data for a program",
    },
  ],
  async run(args, { cwd, env, stdout, stderr }) {
    const layout = await findLayout(cwd, layoutFrom(args));
    const { value: project, diagnostics } = await loadProject(layout, { code: true });
    if (!project.graph) {
      writeLine(stderr, prettyDiagnostics(sortDiagnostics(diagnostics), paletteFor(stderr, env)));
      throw brokenProject(diagnostics);
    }
    const found = findStep(project.graph, args.argument ?? "");
    const card = stepCard(project.graph, found, sourcesOf(project, found));
    const asJson = flagValue(args, "format") === "json";
    writeLine(
      stdout,
      asJson
        ? JSON.stringify({ schemaVersion, ...card }, null, 2)
        : stepCardText(card, paletteFor(stdout, env)),
    );
    return exitCode.clean;
  },
};
