import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../../diagnostics/errors.ts";
import { generateTypes } from "../../graph/generate-types.ts";
import type { Layout } from "../../project/layout.ts";
import { loadGraph } from "../../project/load-graph.ts";
import { configNames } from "../../project/read-config.ts";
import { testFiles } from "../../project/test-files.ts";
import { plural } from "../../report/counts.ts";
import { testsByStep } from "../../report/tests-by-step.ts";
import type { PackageVersions } from "../../scaffold/init/package-json.ts";
import { initialFiles, planInit } from "../../scaffold/init/plan-init.ts";
import type { InitFolder } from "../../scaffold/init/plan-init.ts";
import type { ProjectFile } from "../../scaffold/init/project-file.ts";
import { applyChanges } from "../apply-changes.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { packageManifest } from "../package-manifest.ts";
import { programFile } from "../program-file.ts";
import { writeLine } from "../terminal.ts";

const diagrams = "docs/architecture/diagrams";
const projectMarks = [...configNames, "registry/rag_steps.yml", diagrams];

function folderAt(path: string): InitFolder {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (facts !== undefined && !facts.isDirectory())
    throw new UsageError("init-folder", `\`${path}\` is a file; a folder is expected.`, {
      hint: "ragstep init my-flow",
    });
  const mark = projectMarks.find((name) => existsSync(join(path, name)));
  if (mark !== undefined)
    throw new UsageError("init-project", `There is a project already: \`${mark}\`.`, {
      hint: "ragstep check, or ragstep add <NodeId> --label … --type … --after …",
    });
  return {
    path,
    name: basename(path),
    entries: facts === undefined ? [] : readdirSync(path),
    read(name) {
      const file = join(path, name);
      return existsSync(file) ? readFileSync(file, "utf8") : null;
    },
  };
}

/** The layout that a new project has, with its files as if they were there. */
function layoutOf(root: string, files: readonly ProjectFile[]): Layout {
  const steps = join(root, "steps");
  const environment = join(steps, "environment.ts");
  return {
    root,
    configFile: null,
    diagram: join(root, diagrams, "greeting.mmd"),
    registry: join(root, "registry/rag_steps.yml"),
    steps,
    state: join(steps, "state.ts"),
    environment,
    services: environment,
    types: join(steps, "ragstep.gen.ts"),
    docs: join(root, "docs/architecture"),
    tests: join(root, "test"),
    rules: {},
    overlay: new Map(files.map(({ path, text }) => [join(root, path), text])),
  };
}

/** What `ragstep gen` would write for these files. */
async function generatedFor(root: string, files: readonly ProjectFile[]): Promise<readonly ProjectFile[]> {
  const layout = layoutOf(root, files);
  const { graph } = loadGraph(layout).value;
  if (graph === null) return [];
  return [
    { path: "steps/ragstep.gen.ts", about: "types of the graph, generated", text: generateTypes(graph) },
    {
      path: "docs/architecture/tests-by-step.md",
      about: "which test looks at which step, generated",
      text: testsByStep(graph, testFiles(layout), "../../"),
    },
  ];
}

/** The versions that this package itself is tested with. */
function versions(): PackageVersions {
  const { version, dependencies, devDependencies } = packageManifest();
  const of = (name: string): string => ({ ...dependencies, ...devDependencies })[name] ?? "latest";
  return {
    dependencies: { ragstep: `^${version}`, zod: of("zod") },
    devDependencies: Object.fromEntries(
      ["@types/node", "typescript", "vitest"].map((name) => [name, of(name)]),
    ),
  };
}

/** A checkout is no published version: its folder is what npm installs. */
function installCommand(): string {
  const checkout = fileURLToPath(new URL("..", programFile));
  return existsSync(join(checkout, "src")) ? `npm install ${checkout}` : "npm install";
}

/** `ragstep init`: a project of five steps that runs, checks and tests at once. */
export const initCommand: Command = {
  name: "init",
  summary: "Make a small working project",
  argument: { name: "folder", summary: "where; this folder when absent", required: false },
  flags: [{ name: "dry-run", summary: "Show what would be written, and write nothing" }],
  examples: [
    { line: "ragstep init my-flow", does: "Make a project of five steps, with a decision and a store" },
    { line: "ragstep init --dry-run", does: "Show which files it would put into this folder" },
  ],
  async run(args, { cwd, stdout }) {
    const folder = folderAt(resolve(cwd, args.argument ?? "."));
    const own = initialFiles(folder.name);
    const plan = planInit(folder, versions(), await generatedFor(folder.path, own));
    const width = Math.max(...plan.files.map(({ path }) => path.length));
    const dry = args.flags.has("dry-run");
    if (!dry) await applyChanges(folder.path, plan.changes);
    for (const { path, about } of plan.files) writeLine(stdout, `  ${path.padEnd(width)}  ${about}`);
    writeLine(stdout, `  package.json`);
    for (const note of plan.notes) writeLine(stdout, note);
    const count = plural(plan.changes.length, "file");
    if (dry) {
      writeLine(stdout, `${count} would be written`);
      return exitCode.clean;
    }
    const shown = relative(cwd, folder.path).replaceAll("\\", "/");
    writeLine(stdout, `${count} written\n\nnext`);
    if (shown !== "") writeLine(stdout, `  cd ${shown}`);
    writeLine(stdout, `  ${installCommand()}`);
    writeLine(stdout, "  npm start                  # a request walks the diagram");
    writeLine(stdout, "  npx ragstep dev            # check and run again after each save");
    writeLine(stdout, "  npm test                   # prove that everything agrees");
    return exitCode.clean;
  },
};
