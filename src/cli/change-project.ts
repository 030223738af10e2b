import { join } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { RagstepError } from "../diagnostics/errors.ts";
import { sortDiagnostics } from "../diagnostics/order.ts";
import { findLayout } from "../project/layout.ts";
import type { Layout } from "../project/layout.ts";
import { loadGraph } from "../project/load-graph.ts";
import { runsFolder } from "../project/load-runs.ts";
import { plural } from "../report/counts.ts";
import { prettyDiagnostics } from "../report/pretty.ts";
import type { Planned } from "../scaffold/change.ts";
import type { ScaffoldProject } from "../scaffold/scaffold-project.ts";
import { applyChanges } from "./apply-changes.ts";
import { newProblems } from "./change-problems.ts";
import { changesText, generatedText } from "./changes-text.ts";
import type { Arguments, Flag } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import type { ExitCode } from "./exit-code.ts";
import { filesBelow, readFileText } from "./file-texts.ts";
import { generatedChanges } from "./generated-changes.ts";
import { layoutFlags, layoutFrom } from "./layout-flags.ts";
import { paletteFor, writeLine } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** Taken by every command that changes a project. */
export const changeFlags: readonly Flag[] = [
  { name: "dry-run", summary: "Show what would change and write nothing" },
  { name: "anyway", summary: "Write also what `ragstep check` will find problems in" },
  ...layoutFlags,
];

interface Refusal {
  readonly message: string;
  readonly hint: string;
  readonly problems: readonly Diagnostic[];
}

function refuse({ stderr, env }: Terminal, { message, hint, problems }: Refusal): never {
  writeLine(stderr, `${prettyDiagnostics(sortDiagnostics(problems), paletteFor(stderr, env))}\n`);
  throw new RagstepError("change-refused", message, { hint });
}

async function loadWhole(layout: Layout, terminal: Terminal, broken: Omit<Refusal, "problems">) {
  const { value, diagnostics } = loadGraph(layout);
  const problems = diagnostics.filter(({ severity }) => severity === "fatal");
  if (value.graph === null || problems.length > 0) refuse(terminal, { ...broken, problems });
  return { graph: value.graph, registry: value.registry };
}

/**
 * Changes the project around the terminal's folder, for a command that takes `changeFlags`: plans on what is there, adds
 * the files that follow (types, pages), shows the difference, refuses what would give `ragstep check` a problem that it
 * does not have now, and writes all files or none. Throws a `RagstepError` for what it refuses.
 */
export async function changeProject(
  args: Arguments,
  terminal: Terminal,
  plan: (project: ScaffoldProject) => Planned,
): Promise<ExitCode> {
  const layout = await findLayout(terminal.cwd, layoutFrom(args));
  const { graph, registry } = await loadWhole(layout, terminal, {
    message: "Nothing is changed while diagram or registry have fatal problems.",
    hint: "ragstep check",
  });
  const planned = plan({ layout, graph, registry, read: readFileText, filesBelow });
  if (planned.value === null)
    return refuse(terminal, {
      message: `Nothing is written: ${plural(planned.diagnostics.length, "problem")} in the way.`,
      hint: "Repair what is shown above and run the command again.",
      problems: planned.diagnostics,
    });
  const { changes, notes } = planned.value;
  const draft = { ...layout, overlay: new Map(changes.map(({ path, after }) => [path, after])) };
  const after = await loadWhole(draft, terminal, {
    message: "Nothing is written: the diagram could not be run any more.",
    hint: "Ask for another change, or make this one by hand, step by step.",
  });
  const complete = await generatedChanges(layout, after.graph, changes, { docs: false });
  const { stdout } = terminal;
  // Recorded runs are many, and written by no one.
  const written = changes.filter(({ path }) => !path.startsWith(join(runsFolder(layout), "/")));
  writeLine(stdout, changesText(layout, written));
  const changed = complete.changes.filter((change) => change.before !== change.after);
  const own = new Set(written.map(({ path }) => path));
  writeLine(
    stdout,
    generatedText(
      layout,
      changed.filter(({ path }) => !own.has(path)),
    ),
  );
  if (complete.cannot !== null) throw complete.cannot;
  const problems = await newProblems(layout, complete);
  if (problems.length > 0 && !args.flags.has("anyway"))
    refuse(terminal, {
      message: `Nothing is written: \`ragstep check\` would find ${plural(problems.length, "problem")} more than now.`,
      hint: "Ask for another change, or write this one with `--anyway` and repair what is shown above.",
      problems,
    });
  for (const note of notes) writeLine(stdout, note);
  const dry = args.flags.has("dry-run");
  if (!dry) await applyChanges(layout.root, changed);
  writeLine(stdout, `${plural(changed.length, "file")} ${dry ? "would be written" : "written"}`);
  return exitCode.clean;
}
