import { registerHooks } from "node:module";
import { extname, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Layout } from "./layout.ts";

/** Texts that a project would have instead of those on disk, by absolute path; null for a file that would be gone. */
export type Overlay = ReadonlyMap<string, string | null>;

/** A folder's files as they would be: `paths` are those on disk, `isIn` tells whether another path belongs to them. */
export function pathsUnder(
  overlay: Overlay | undefined,
  paths: readonly string[],
  isIn: (path: string) => boolean,
): readonly string[] {
  if (overlay === undefined) return paths;
  const kept = paths.filter((path) => overlay.get(path) !== null);
  const more = [...overlay].flatMap(([path, text]) => (text !== null && isIn(path) ? [path] : []));
  return [...new Set([...kept, ...more])];
}

/** Whether a path is that of a file in a folder or below. */
export function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder + sep);
}

const formats: Readonly<Record<string, string>> = { ".ts": "module-typescript", ".json": "json" };

let used = 0;

function pathOf(url: string): string | null {
  return url.startsWith("file:") ? fileURLToPath(url) : null;
}

/** Where a specifier leads that names a file; null for a package. */
function namedFile(specifier: string, parent: string | undefined): string | null {
  if (/^\.{0,2}\//.test(specifier))
    return parent === undefined ? null : pathOf(new URL(specifier, parent).href);
  return pathOf(specifier);
}

/**
 * Does `work` with imports that see the layout's overlay. The handlers' modules are loaded anew for it, so that none is
 * taken for what it was before or is afterwards; modules elsewhere are shared. One at a time.
 */
export async function withOverlay<T>(layout: Layout, work: () => Promise<T>): Promise<T> {
  const { overlay, steps } = layout;
  if (overlay === undefined) return await work();
  const mark = `?ragstep-change=${++used}`;
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      const named = namedFile(specifier, context.parentURL);
      const put = named === null ? undefined : overlay.get(named);
      if (named !== null && typeof put === "string")
        return { url: `${pathToFileURL(named).href}${mark}`, shortCircuit: true };
      if (put === null)
        throw Object.assign(new Error(`Cannot find module '${named ?? specifier}'`), {
          code: "ERR_MODULE_NOT_FOUND",
        });
      const resolved = nextResolve(specifier, context);
      const path = pathOf(resolved.url);
      if (path === null || !isBelow(steps, path) || resolved.url.includes("?")) return resolved;
      return { ...resolved, url: `${resolved.url}${mark}` };
    },
    load(url, context, nextLoad) {
      const path = url.endsWith(mark) ? pathOf(url) : null;
      const source = path === null ? undefined : overlay.get(path);
      if (path === null || typeof source !== "string") return nextLoad(url, context);
      return { format: formats[extname(path)] ?? "module", source, shortCircuit: true };
    },
  });
  try {
    return await work();
  } finally {
    hooks.deregister();
  }
}
