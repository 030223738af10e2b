import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { checkProject } from "../../checks/check-project.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { UsageError } from "../../diagnostics/errors.ts";
import { sortDiagnostics } from "../../diagnostics/order.ts";
import type { Graph } from "../../graph/graph.ts";
import { findLayout } from "../../project/layout.ts";
import type { Layout } from "../../project/layout.ts";
import { loadGraph } from "../../project/load-graph.ts";
import { plural } from "../../report/counts.ts";
import { prettyDiagnostics, problemCount } from "../../report/pretty.ts";
import { importRegistry } from "../../scaffold/import/import-registry.ts";
import { applyChanges } from "../apply-changes.ts";
import { flagValue } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import type { ExitCode } from "../exit-code.ts";
import { paletteFor, writeLine } from "../terminal.ts";
import type { Terminal } from "../terminal.ts";

/** Told once for all steps, and not for each. */
const toldOnce = "owner-missing";

/** The diagram alone. Throws a `UsageError` when it draws no step; null, and told, when it cannot be read. */
async function drawn(layout: Layout, shown: string, { stderr, env }: Terminal): Promise<Graph | null> {
  if (/\.(?:md|markdown)$/i.test(shown)) {
    throw new UsageError(
      "import-markdown",
      `\`${shown}\` is a Markdown page; the diagram alone is expected.`,
      {
        hint: `Copy what stands between \`\`\`mermaid and \`\`\` into a file ${shown.replace(/\.\w+$/, ".mmd")}.`,
      },
    );
  }
  const { value, diagnostics } = loadGraph({ ...layout, registry: null });
  if (value.graph === null) {
    const missing = diagnostics.find(({ code }) => code === "file-missing");
    if (missing !== undefined)
      throw new UsageError("import-missing", missing.message, { hint: "Name a diagram that exists." });
    writeLine(stderr, prettyDiagnostics(sortDiagnostics(diagnostics), paletteFor(stderr, env)));
    writeLine(stderr, "nothing imported: the diagram cannot be read");
    return null;
  }
  if (value.graph.nodes.length > 0) return value.graph;
  throw new UsageError("import-empty", `\`${shown}\` draws no step, so there is nothing to import.`, {
    hint: "flowchart TD\n  Start([Start]) --> Done([Done])",
  });
}

function refuseOverwrite(path: string, shown: string, diagram: string): void {
  if (!existsSync(path)) return;
  throw new UsageError("import-exists", `\`${shown}\` is there already, and an import overwrites nothing.`, {
    hint: `ragstep import ${diagram} --registry new-steps.yml`,
  });
}

/** What the diagram leaves open, where a person has to decide. */
function tell(found: readonly Diagnostic[], command: string, { stdout, env }: Terminal): ExitCode {
  const palette = paletteFor(stdout, env);
  const open = found.filter(({ code }) => code !== toldOnce);
  if (open.length > 0) {
    const text = `\nThe diagram leaves open what it means here:\n\n${prettyDiagnostics(open, palette)}\n${problemCount(open)}\n`;
    writeLine(stdout, text);
  }
  if (found.length > open.length)
    writeLine(
      stdout,
      "No step has a `code_owner`: write one into the registry, or import with `--owner TEAM`.",
    );
  writeLine(stdout, `next  ${command}`);
  return open.every(({ severity }) => severity === "warning") ? exitCode.clean : exitCode.problems;
}

/** `ragstep import`: a registry with planned steps for a diagram that was drawn elsewhere. */
export const importCommand: Command = {
  name: "import",
  summary: "Make a registry with planned steps for an existing flowchart",
  argument: { name: "diagram.mmd", summary: "the Mermaid flowchart", required: true },
  flags: [
    { name: "registry", value: "FILE", summary: "Where to write; `registry/rag_steps.yml` when absent" },
    {
      name: "category",
      value: "NAME",
      summary: "The category of steps outside every lane; `main` when absent",
    },
    { name: "owner", value: "TEAM", summary: "Who owns the steps" },
    { name: "dry-run", summary: "Show the registry and write nothing" },
  ],
  examples: [
    {
      line: "ragstep import flow.mmd --registry flow.yml --owner chat-platform",
      does: "Number the steps in the order of flow, and tell what the diagram leaves open",
    },
    {
      line: "ragstep import flow.mmd --category intake --dry-run",
      does: "Show the registry without writing it",
    },
  ],
  async run(args, terminal) {
    const { cwd, stdout } = terminal;
    const diagram = args.argument ?? "";
    const asked = flagValue(args, "registry");
    const found = await findLayout(cwd, { diagram, registry: asked });
    const path = asked === undefined ? resolve(found.root, "registry/rag_steps.yml") : resolve(cwd, asked);
    const shown = relative(cwd, path).replaceAll("\\", "/");
    const dry = args.flags.has("dry-run");
    if (!dry) refuseOverwrite(path, shown, diagram);
    const graph = await drawn(found, diagram, terminal);
    if (graph === null) return exitCode.problems;
    const category = flagValue(args, "category") ?? "main";
    const text = importRegistry(graph, { category, owner: flagValue(args, "owner") });
    if (dry) {
      writeLine(stdout, text);
      return exitCode.clean;
    }
    await applyChanges(found.root, [{ path, before: null, after: text }]);
    const stores =
      graph.stores.size === 0 ? "" : `, and ${plural(graph.stores.size, "store")} without an entry`;
    writeLine(stdout, `wrote ${shown}: ${plural(graph.nodes.length, "planned step")}${stores}`);
    const { diagnostics } = await checkProject({ ...found, registry: path }, { code: false });
    const check = `ragstep check --no-code --diagram ${diagram} --registry ${shown}`;
    return tell(diagnostics, check, terminal);
  },
};
