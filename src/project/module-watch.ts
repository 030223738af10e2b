import { registerHooks } from "node:module";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What tells that a file's text has changed: any write sets `ctimeMs`, and nobody can set it back. */
export interface FileSign {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

/** A module that was imported, as its file was just before, with the paths of what it imports. */
export interface SeenModule extends FileSign {
  readonly imports: Set<string>;
}

/** The sign of a file; null when it is not there. */
export function signOf(path: string): FileSign | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? null : { size: stats.size, mtimeMs: stats.mtimeMs, ctimeMs: stats.ctimeMs };
}

/** Packages are known by the lock file, and are not followed. */
function ownFile(url: string): string | null {
  if (!url.startsWith("file:") || url.includes("/node_modules/")) return null;
  return fileURLToPath(url);
}

/**
 * Notes which files the imports made by `work` come through. A module that was loaded before is noted, but what it
 * imports itself is not seen.
 */
export async function watchImports<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly seen: ReadonlyMap<string, SeenModule> }> {
  const seen = new Map<string, SeenModule>();
  function note(path: string): SeenModule | null {
    const known = seen.get(path);
    if (known !== undefined) return known;
    const sign = signOf(path);
    if (sign === null) return null;
    const module = { ...sign, imports: new Set<string>() };
    seen.set(path, module);
    return module;
  }
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context);
      const path = ownFile(resolved.url);
      if (path !== null) {
        note(path);
        const parent = context.parentURL === undefined ? null : ownFile(context.parentURL);
        if (parent !== null) note(parent)?.imports.add(path);
      }
      return resolved;
    },
  });
  try {
    return { value: await work(), seen };
  } finally {
    hooks.deregister();
  }
}
