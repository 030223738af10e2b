import { z } from "zod";
import { UsageError } from "../../diagnostics/errors.ts";
import { jsonErrorOffset } from "../../text/json-error.ts";
import { positionAt, sourceFile } from "../../text/source-file.ts";

/** The versions that a new project is made with, by package. */
export interface PackageVersions {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const scripts: Readonly<Record<string, string>> = {
  start: "ragstep run test/fixtures/requests/new-guest.json",
  dev: "ragstep dev test/fixtures/requests/new-guest.json",
  check: "ragstep check",
  test: "ragstep gen --check && ragstep check && tsc && ragstep verify && vitest run",
};

/** What `npm init` writes until there is something to test. */
const placeholder = 'echo "Error: no test specified" && exit 1';

const record = z.record(z.string(), z.string());
const manifestSchema = z.looseObject({
  type: z.string().optional(),
  engines: record.optional(),
  scripts: record.optional(),
  dependencies: record.optional(),
  devDependencies: record.optional(),
});

interface Manifest extends z.infer<typeof manifestSchema> {
  /** All of it, in its own order. */
  readonly whole: object;
}

function parsed(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = positionAt(sourceFile("package.json", text), jsonErrorOffset(text));
    throw new UsageError(
      "init-manifest",
      `\`package.json\` is not JSON: line ${line}, column ${column} cannot be read.`,
      { hint: "npm pkg get name", cause: error },
    );
  }
  const read = manifestSchema.safeParse(value);
  if (read.success && typeof value === "object" && value !== null) return { ...read.data, whole: value };
  throw new UsageError("init-manifest", "`package.json` is no manifest that npm would take.", {
    hint: "npm pkg fix",
    cause: read.error,
  });
}

/** A name that npm takes, from the name of a folder. */
export function packageName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/^[._-]+|[._-]+$/g, "")
    .slice(0, 200);
  return name === "" ? "my-flow" : name;
}

/** The new `package.json` of a project. `folder` is the name of its folder. */
export function newManifest(folder: string, versions: PackageVersions): string {
  const manifest = {
    name: packageName(folder),
    private: true,
    type: "module",
    engines: { node: ">=22.18" },
    scripts,
    ...versions,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * A manifest that is there already, with what it lacks; what it says itself stays. Only a `commonjs` that no code
 * depends on (`mayTurn`) becomes `module`. Throws a `UsageError` for a manifest that cannot be read or must not turn.
 */
export function completedManifest(text: string, versions: PackageVersions, mayTurn: boolean): string {
  const manifest = parsed(text);
  if (manifest.type !== "module" && !mayTurn) {
    throw new UsageError(
      "init-commonjs",
      "The steps are ES modules, and `package.json` says that the code beside it is CommonJS.",
      { hint: "ragstep init my-flow" },
    );
  }
  const { test, ...ownScripts } = manifest.scripts ?? {};
  const own = { ...ownScripts, ...(test === undefined || test === placeholder ? {} : { test }) };
  const has = { ...manifest.dependencies, ...manifest.devDependencies };
  const lacking = (wanted: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(wanted).filter(([name]) => has[name] === undefined));
  const completed = {
    ...manifest.whole,
    type: "module",
    engines: { node: ">=22.18", ...manifest.engines },
    scripts: { ...scripts, ...own },
    dependencies: { ...manifest.dependencies, ...lacking(versions.dependencies) },
    devDependencies: { ...manifest.devDependencies, ...lacking(versions.devDependencies) },
  };
  return `${JSON.stringify(completed, null, 2)}\n`;
}
