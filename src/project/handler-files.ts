import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Overlay } from "./overlay.ts";

/** A file that may hold a step. */
export interface HandlerFile {
  readonly path: string;
  /** The file's name without its ending: the node id, when it is a step. */
  readonly name: string;
  /** The folder directly inside the folder of the handlers; null at its top. */
  readonly lane: string | null;
}

/** A name with one more dot (`x.gen.ts`, `x.test.ts`, `x.d.ts`) is no step. */
const handlerName = /^([^.]+)\.(?:ts|js|mjs)$/;

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Lists `<steps>/<lane>/<NodeId>.ts`, and `<steps>/<NodeId>.ts` for nodes outside every lane, by path. Deeper folders
 * and the files named in `except` (state, environment) hold no steps. A folder that is not there holds none.
 */
export function handlerFiles(
  steps: string,
  except: readonly string[],
  overlay?: Overlay,
): readonly HandlerFile[] {
  const top = entries(steps).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const found = top.flatMap((entry): readonly HandlerFile[] => {
    if (!entry.isDirectory()) return handlers(steps, null, [entry.name]);
    const folder = join(steps, entry.name);
    const inside = entries(folder).filter((file) => !file.isDirectory());
    return handlers(
      folder,
      entry.name,
      inside.map((file) => file.name),
    );
  });
  return withAdded(steps, found, overlay).filter((file) => !except.includes(file.path));
}

/** The files as they would be: a change may add some and remove others. */
function withAdded(
  steps: string,
  files: readonly HandlerFile[],
  overlay: Overlay | undefined,
): readonly HandlerFile[] {
  if (overlay === undefined) return files;
  const onDisk = new Set(files.map(({ path }) => path));
  const more = [...overlay.keys()].flatMap((path) => {
    const [folder, file] = [dirname(path), basename(path)];
    if (onDisk.has(path)) return [];
    if (folder === steps) return handlers(steps, null, [file]);
    return dirname(folder) === steps ? handlers(folder, basename(folder), [file]) : [];
  });
  return [...files, ...more]
    .filter(({ path }) => overlay.get(path) !== null)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function handlers(folder: string, lane: string | null, names: readonly string[]): readonly HandlerFile[] {
  return names.toSorted().flatMap((file) => {
    const name = handlerName.exec(file)?.[1];
    return name === undefined ? [] : [{ path: join(folder, file), name, lane }];
  });
}
