import { registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The files behind the modules of this thread; those of installed packages are left out. */
export interface ModuleFiles {
  /** Reached through an import of the project's files: they can be loaded anew. */
  readonly project: readonly string[];
  /** Part of the engine itself, or loaded by `require`: only a new thread forgets them. */
  readonly fixed: readonly string[];
}

/** Which modules of the project are loaded, and which version of each the next import gives. */
export interface ModuleVersions {
  /** Makes the next imports read these files, and every module that imports them, anew. */
  renew(paths: readonly string[]): void;
  files(): ModuleFiles;
}

function withoutVersion(url: string): string {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

function isWatched(url: string): boolean {
  return url.startsWith("file:") && !url.includes("/node_modules/");
}

function paths(urls: Iterable<string>): string[] {
  return Array.from(urls, (url) => fileURLToPath(url));
}

/** Where a module would be that could not be found. */
function missingUrl(error: unknown): string | null {
  return error instanceof Error && "url" in error && typeof error.url === "string" ? error.url : null;
}

/**
 * Node never forgets a module, but it knows modules by their URL: a changed file, and whatever imports it, get a new one.
 * All modules that did not change stay as they are, which is why a save is answered at once.
 *
 * A project's files are imported by absolute URL, and the engine's own are not: that tells them apart. Call it before
 * the project is loaded.
 */
export function watchModules(): ModuleVersions {
  const versions = new Map<string, number>();
  const importers = new Map<string, Set<string>>();
  const project = new Set<string>();
  const fixed = new Set<string>();
  let version = 0;

  function note(url: string, specifier: string, parent: string | undefined, required: boolean): void {
    const importer = parent === undefined ? undefined : withoutVersion(parent);
    const ofProject = specifier.startsWith("file:") || (importer !== undefined && project.has(importer));
    if (ofProject) project.add(url);
    if (!ofProject || required) fixed.add(url);
    if (specifier.startsWith("file:") || importer === undefined) return;
    const known = importers.get(url);
    if (known === undefined) importers.set(url, new Set([importer]));
    else known.add(importer);
  }

  registerHooks({
    resolve(specifier, context, next) {
      const required = context.conditions.includes("require");
      try {
        const found = next(specifier, context);
        if (!isWatched(found.url)) return found;
        const url = withoutVersion(found.url);
        note(url, specifier, context.parentURL, required);
        const current = versions.get(url);
        return current === undefined || required ? found : { ...found, url: `${url}?version=${current}` };
      } catch (error) {
        // Its importers have to be loaded anew when the file comes back.
        const url = missingUrl(error);
        if (url !== null && isWatched(url)) note(withoutVersion(url), specifier, context.parentURL, required);
        throw error;
      }
    },
  });

  return {
    renew(changed) {
      version++;
      const open = changed.map((path) => pathToFileURL(path).href);
      const seen = new Set<string>();
      for (let url = open.pop(); url !== undefined; url = open.pop()) {
        if (seen.has(url) || !project.has(url)) continue;
        seen.add(url);
        versions.set(url, version);
        open.push(...(importers.get(url) ?? []));
      }
    },
    files: () => ({ project: paths(project), fixed: paths(fixed) }),
  };
}
