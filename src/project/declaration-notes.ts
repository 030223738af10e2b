import { lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DeclaredKeys } from "../definition/state.ts";
import type { StepDeclaration } from "../definition/step.ts";
import type { Layout } from "./layout.ts";
import { signOf } from "./module-watch.ts";
import type { SeenModule } from "./module-watch.ts";
import type { Overlay } from "./overlay.ts";

/** A file as it was when its module was imported: its sign, and the numbers of the files that it imports. */
type NotedFile = readonly [path: string, size: number, mtimeMs: number, ctimeMs: number, imports: number[]];

/** What was declared when the code was last imported, so that unchanged code need not be imported again. */
export interface DeclarationNotes {
  readonly made: string;
  readonly files: readonly NotedFile[];
  readonly state: { readonly path: string; readonly keys: DeclaredKeys } | null;
  /** By the handler's path; null for a file that holds no step and needs none. */
  readonly handlers: Readonly<Record<string, StepDeclaration | null>>;
}

/**
 * The notes are kept where tools keep what can be made again, and only where that belongs to this project alone: a
 * linked `node_modules` is another one's.
 */
function notesPath({ root }: Layout): string | null {
  const modules = join(root, "node_modules");
  const own = lstatSync(modules, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return own ? join(modules, ".cache/ragstep/declarations.json") : null;
}

function besideThis(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Notes of another engine, another project or other packages say nothing: their code may declare something else. */
function madeBy({ root }: Layout): string {
  const packages = ["package.json", "package-lock.json", "node_modules/.package-lock.json"].map((name) =>
    join(root, name),
  );
  const engine = ["../definition/step.ts", "../definition/state.ts", "./declaration-notes.ts"].map(
    besideThis,
  );
  const files = [...packages, ...engine];
  return JSON.stringify([1, process.version, root, files.map(signOf)]);
}

/** The notes of the last import; null when there are none for this project as it is installed. */
export function readNotes(layout: Layout): DeclarationNotes | null {
  const path = notesPath(layout);
  if (path === null) return null;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by this file; `made` differs for any other
    const notes = JSON.parse(readFileSync(path, "utf8")) as DeclarationNotes;
    return notes.made === madeBy(layout) ? notes : null;
  } catch {
    // None yet, or cut off: both mean that the code is imported.
    return null;
  }
}

/** The paths of all files that are as they were, and import only files that are. */
export function unchangedFiles({ files }: DeclarationNotes, overlay?: Overlay): ReadonlySet<string> {
  const importers: number[][] = files.map(() => []);
  for (const [at, [, , , , imports]] of files.entries())
    for (const imported of imports) importers[imported]?.push(at);
  const changed: number[] = [];
  for (const [at, [path, size, mtimeMs, ctimeMs]] of files.entries()) {
    const sign = overlay?.has(path) === true ? null : signOf(path);
    if (sign?.size !== size || sign.mtimeMs !== mtimeMs || sign.ctimeMs !== ctimeMs) changed.push(at);
  }
  const stale = new Set(changed);
  for (let at = changed.pop(); at !== undefined; at = changed.pop()) {
    for (const importer of importers[at] ?? []) {
      if (stale.has(importer)) continue;
      stale.add(importer);
      changed.push(importer);
    }
  }
  return new Set(files.flatMap(([path], at) => (stale.has(at) ? [] : [path])));
}

/** What to note. */
export interface NewNotes extends Pick<DeclarationNotes, "state" | "handlers"> {
  readonly seen: ReadonlyMap<string, SeenModule>;
  /** Notes of which some still hold. */
  readonly before: { readonly notes: DeclarationNotes; readonly unchanged: ReadonlySet<string> } | null;
}

function mergedFiles({ seen, before }: NewNotes): readonly NotedFile[] {
  const merged = new Map<string, SeenModule>();
  for (const [path, size, mtimeMs, ctimeMs, imports] of before?.notes.files ?? []) {
    if (before?.unchanged.has(path) !== true) continue;
    const names = imports.flatMap((at) => before.notes.files[at]?.[0] ?? []);
    merged.set(path, { size, mtimeMs, ctimeMs, imports: new Set(names) });
  }
  // What was imported now wins, except that an unchanged file's own imports are only seen the first time.
  for (const [path, module] of seen) if (!merged.has(path)) merged.set(path, module);
  const paths = [...merged.keys()].toSorted();
  const numbers = new Map(paths.map((path, at) => [path, at]));
  return paths.flatMap((path) => {
    const module = merged.get(path);
    if (module === undefined) return [];
    const imports = [...module.imports].flatMap((name) => numbers.get(name) ?? []);
    return [[path, module.size, module.mtimeMs, module.ctimeMs, imports] as const];
  });
}

/** Keeps the notes for the next time. A folder that cannot be written means that the code is imported again. */
export function writeNotes(layout: Layout, parts: NewNotes): void {
  const path = notesPath(layout);
  if (path === null) return;
  const notes: DeclarationNotes = {
    made: madeBy(layout),
    files: mergedFiles(parts),
    state: parts.state,
    handlers: parts.handlers,
  };
  const beside = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(beside, JSON.stringify(notes));
    renameSync(beside, path);
  } catch {
    // The next check takes longer, and says the same.
  }
}
