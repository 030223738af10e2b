import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import type { RuleLevels, ServerConfig } from "./config.ts";
import type { Overlay } from "./overlay.ts";
import { configNames, readConfig } from "./read-config.ts";

/** The files and folders of one project, as absolute paths. None of them need exist. */
export interface Layout {
  readonly root: string;
  readonly configFile: string | null;
  readonly diagram: string;
  /** Null when none was named and none is in the standard place. */
  readonly registry: string | null;
  readonly steps: string;
  readonly state: string;
  readonly environment: string;
  /** Null when the steps have no stores and services. */
  readonly services: string | null;
  readonly types: string;
  readonly docs: string;
  readonly tests: string;
  /** What the configuration says about rules of the check. */
  readonly rules: RuleLevels;
  /** As the configuration has it, unchecked; absent when it says nothing. */
  readonly server?: ServerConfig;
  /** What readers of the project take instead of what is on disk: a change that is looked at before it is made. */
  readonly overlay?: Overlay;
}

/** Paths that win over the configuration, relative to `cwd`. */
export interface LayoutFlags {
  readonly diagram?: string | undefined;
  readonly registry?: string | undefined;
  readonly steps?: string | undefined;
  /** A configuration in another place, or under another name; its folder is the project's. */
  readonly config?: string | undefined;
}

const diagramFolder = "docs/architecture/diagrams";
const defaultRegistry = "registry/rag_steps.yml";

/** The nearest folder upwards that has a configuration or the standard layout; `cwd` itself when there is none. */
export function findRoot(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const marks = [...configNames, defaultRegistry, diagramFolder];
    if (marks.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) return resolve(cwd);
  }
}

function onlyDiagram(root: string): string {
  const folder = join(root, diagramFolder);
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".mmd")) : [];
  const [first, second] = found.toSorted();
  if (first !== undefined && second === undefined) return join(folder, first);
  const wrong =
    first === undefined
      ? `No diagram: \`${diagramFolder}\` holds no \`.mmd\` file, and none is named.`
      : `\`${diagramFolder}\` holds several diagrams (${found.toSorted().join(", ")}), and none is named.`;
  throw new UsageError("diagram-not-named", wrong, {
    hint: `Name it: \`--diagram FILE\`, or \`diagram: "FILE"\` in \`ragstep.config.ts\`.`,
  });
}

/** A module in the folder of the handlers, in whichever language it is written. */
function moduleIn(folder: string, name: string): string {
  const found = [".ts", ".js", ".mjs"]
    .map((ending) => join(folder, name + ending))
    .find((path) => existsSync(path));
  return found ?? join(folder, `${name}.ts`);
}

/**
 * Finds the project around `cwd` and says where its parts are. Flags win over the configuration, which wins over the
 * standard layout. Throws a `UsageError` for a bad configuration and when the diagram cannot be told.
 */
export async function findLayout(cwd: string, flags: LayoutFlags = {}): Promise<Layout> {
  const chosen = flags.config === undefined ? undefined : resolve(cwd, flags.config);
  const root = chosen === undefined ? findRoot(cwd) : dirname(chosen);
  const { file, config } = await readConfig(root, chosen === undefined ? undefined : basename(chosen));
  const named = (flag: string | undefined, configured: string | undefined): string | undefined => {
    if (flag !== undefined) return resolve(cwd, flag);
    return configured === undefined ? undefined : resolve(root, configured);
  };
  const steps = named(flags.steps, config.steps) ?? join(root, "steps");
  const environment = named(undefined, config.environment) ?? moduleIn(steps, "environment");
  const standardRegistry = join(root, defaultRegistry);
  // A pair made elsewhere is looked at by itself: a diagram named by flag does not meet this project's registry.
  const foreign =
    flags.diagram !== undefined && flags.registry === undefined && !inside(root, resolve(cwd, flags.diagram));
  return {
    root,
    configFile: file,
    diagram: named(flags.diagram, config.diagram) ?? onlyDiagram(root),
    registry: foreign
      ? null
      : (named(flags.registry, config.registry) ?? (existsSync(standardRegistry) ? standardRegistry : null)),
    steps,
    state: named(undefined, config.state) ?? moduleIn(steps, "state"),
    environment,
    services:
      named(undefined, config.services) ?? existing(moduleIn(steps, "services")) ?? existing(environment),
    types: named(undefined, config.types) ?? join(steps, "ragstep.gen.ts"),
    docs: named(undefined, config.docs) ?? join(root, "docs/architecture"),
    tests: named(undefined, config.tests) ?? join(root, "test"),
    rules: config.rules,
    ...(config.server === undefined ? {} : { server: config.server }),
  };
}

function existing(path: string): string | null {
  return existsSync(path) ? path : null;
}

function inside(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith("..");
}

/** A path as messages show it: relative to the project where it lies inside, with `/` on every system. */
export function shownPath(layout: Pick<Layout, "root">, path: string): string {
  const shown = inside(layout.root, path) ? relative(layout.root, path) : path;
  return shown.replaceAll("\\", "/");
}
