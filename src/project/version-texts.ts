import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { isAbsolute, join, relative, resolve } from "node:path";
import { RagstepError, UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { sourceFile } from "../text/source-file.ts";
import type { SourceFile } from "../text/source-file.ts";
import { filesAt, resolveRevision } from "./git-files.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { readText } from "./read-text.ts";

/** The texts of a project's code; paths are relative to the project. */
export interface CodeTexts {
  /** Everything in the folder of the handlers, and the state module. */
  readonly files: ReadonlyMap<string, string>;
  /** Those that may hold a step, in the order of paths. */
  readonly handlers: readonly string[];
  readonly state: string;
}

/** One version of a project as texts: nothing of it is run. */
export interface VersionTexts {
  /** `origin/main`, `the working tree`, `old.mmd`. */
  readonly name: string;
  readonly diagram: SourceFile;
  readonly registry: SourceFile | null;
  /** Null for a diagram that was named by its file. */
  readonly code: CodeTexts | null;
}

/** The name of the version that nobody has named. */
export const workingTree = "the working tree";

const codeFile = /\.(?:ts|js|mjs)$/;
/** `<steps>/<lane>/<NodeId>.ts`, `<steps>/<NodeId>.ts`; a name with one more dot is no step. */
const handlerFile = /^(?:[^/]+\/)?[^/.]+\.(?:ts|js|mjs)$/;

/** The same places whether they are read from disk or from git. */
interface Places {
  readonly diagram: string;
  readonly registry: string | null;
  readonly steps: string;
  readonly state: string;
  readonly except: readonly string[];
}

function placesOf(layout: Layout): Places {
  const shown = (path: string): string => shownPath(layout, path);
  return {
    diagram: shown(layout.diagram),
    registry: layout.registry === null ? null : shown(layout.registry),
    steps: shown(layout.steps),
    state: shown(layout.state),
    except: [layout.state, layout.environment, layout.types].map(shown),
  };
}

function codeTexts(files: ReadonlyMap<string, string>, { steps, state, except }: Places): CodeTexts {
  const handlers = [...files.keys()]
    .filter((path) => path.startsWith(`${steps}/`) && handlerFile.test(path.slice(steps.length + 1)))
    .filter((path) => !except.includes(path))
    .toSorted();
  return { files, handlers, state };
}

async function textOnDisk(path: string, shown: string, role: string): Promise<SourceFile> {
  const { value, diagnostics } = readText({ path, shown, role });
  if (value !== null) return value;
  const [problem] = diagnostics;
  throw new UsageError(problem?.code ?? "file-unreadable", problem?.message ?? shown, {
    hint: problem?.hint,
  });
}

async function onDisk(layout: Layout): Promise<VersionTexts> {
  const places = placesOf(layout);
  const paths = existsSync(layout.steps) ? await readdir(layout.steps, { recursive: true }) : [];
  const code = paths.map((path) => join(layout.steps, path)).filter((path) => codeFile.test(path));
  const wanted = new Set(existsSync(layout.state) ? [...code, layout.state] : code);
  const files = await Promise.all(
    [...wanted].map(async (path) => [shownPath(layout, path), await readFile(path, "utf8")] as const),
  );
  return {
    name: workingTree,
    diagram: await textOnDisk(layout.diagram, places.diagram, "diagram"),
    registry:
      layout.registry === null || places.registry === null
        ? null
        : await textOnDisk(layout.registry, places.registry, "registry"),
    code: codeTexts(new Map(files), places),
  };
}

function missingAt(path: string, revision: string, role: string, known: Iterable<string>): UsageError {
  return new UsageError(
    "file-missing",
    `The ${role} \`${path}\` does not exist at \`${revision}\`.${didYouMean(path, known)}`,
    { hint: `Name where it was: \`ragstep diff ${revision}:path/to/the.mmd\`.` },
  );
}

/** A text of a commit. Throws a `UsageError` when it is no text. */
function decoded(bytes: Buffer, shown: string, role: string): SourceFile {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.trim() !== "") return sourceFile(shown, text);
  } catch (cause) {
    throw new UsageError("file-binary", `The ${role} \`${shown}\` is not UTF-8 text.`, { cause });
  }
  throw new UsageError("file-empty", `The ${role} \`${shown}\` is empty.`);
}

async function atRevision(layout: Layout, revision: string): Promise<VersionTexts> {
  const commit = await resolveRevision(layout.root, revision);
  const places = placesOf(layout);
  const { diagram, registry, steps, state } = places;
  const wanted = [diagram, steps, state, ...(registry === null ? [] : [registry])];
  // A path outside the project is none of this repository's.
  const inside = wanted.filter((path) => !path.startsWith("../") && !isAbsolute(path));
  const files = await filesAt(layout.root, commit, inside);
  const drawn = files.get(diagram);
  if (drawn === undefined) {
    const others = await filesAt(layout.root, commit, ["."]);
    const diagrams = [...others.keys()].filter((path) => path.endsWith(".mmd"));
    throw missingAt(diagram, revision, "diagram", diagrams);
  }
  const registered = registry === null ? undefined : files.get(registry);
  const code = [...files].flatMap(([path, bytes]) =>
    codeFile.test(path) ? [[path, bytes.toString("utf8")] as const] : [],
  );
  return {
    name: revision,
    diagram: decoded(drawn, `${diagram}@${revision}`, "diagram"),
    registry: registered === undefined ? null : decoded(registered, `${registry}@${revision}`, "registry"),
    code: codeTexts(new Map(code), places),
  };
}

/** `old.mmd`, `main:docs/old.mmd`: a text by its file, or by revision and path as git writes it. */
async function named(layout: Layout, cwd: string, word: string, role: string): Promise<SourceFile> {
  const path = resolve(cwd, word);
  const colon = word.indexOf(":");
  if (existsSync(path) || colon < 1)
    return await textOnDisk(path, relative(cwd, path).replaceAll("\\", "/"), role);
  const [revision, inside] = [word.slice(0, colon), word.slice(colon + 1)];
  const commit = await resolveRevision(layout.root, revision);
  const bytes = (await filesAt(layout.root, commit, [inside])).get(inside);
  if (bytes === undefined) throw missingAt(inside, revision, role, []);
  return decoded(bytes, `${inside}@${revision}`, role);
}

function isFileWord(cwd: string, word: string): boolean {
  return /\.(?:mmd|mermaid)$|,|:./.test(word) || (existsSync(resolve(cwd, word)) && /[./]/.test(word));
}

/**
 * Reads one version of a project. `word` is a git revision; or a diagram's file, if wanted with its registry behind a
 * comma (`old.mmd,old.yml`), each also as `revision:path`; or undefined for the working tree. Throws a `UsageError`
 * that names the place and the remedy for everything that is not there.
 */
export async function versionTexts(
  layout: Layout,
  cwd: string,
  word: string | undefined,
): Promise<VersionTexts> {
  if (word === undefined) return await onDisk(layout);
  if (!isFileWord(cwd, word)) return await atRevision(layout, word);
  const [diagram = "", registry, more] = word.split(",");
  if (more !== undefined)
    throw new RagstepError("flag-value", `\`${word}\` names more than a diagram and a registry.`);
  // The project's own diagram stands for the project.
  if (registry === undefined && resolve(cwd, diagram) === layout.diagram) return await onDisk(layout);
  return {
    name: diagram,
    diagram: await named(layout, cwd, diagram, "diagram"),
    registry: registry === undefined ? null : await named(layout, cwd, registry, "registry"),
    code: null,
  };
}
