import { relative } from "node:path";
import type { Registry } from "../registry/entry.ts";
import { readRegistry } from "../registry/read-registry.ts";
import { sourceFile } from "../text/source-file.ts";
import { filesAt, resolveRevision } from "./git-files.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";

/** The registry as it was at a revision. */
export interface OldRegistry {
  readonly revision: string;
  readonly registry: Registry;
}

async function bytesAt(root: string, commit: string, path: string): Promise<Buffer | undefined> {
  try {
    return (await filesAt(root, commit, [path])).get(path);
  } catch {
    // The commit is there, so the path leads out of the repository, where git has no file.
    return undefined;
  }
}

/**
 * Reads the registry as it was at a git revision; null when the project had none then. Throws a `UsageError` when the
 * revision is unknown or there is no repository.
 */
export async function loadOldRegistry(layout: Layout, revision: string): Promise<OldRegistry | null> {
  if (layout.registry === null) return null;
  const commit = await resolveRevision(layout.root, revision);
  const path = relative(layout.root, layout.registry).replaceAll("\\", "/");
  const bytes = await bytesAt(layout.root, commit, path);
  if (bytes === undefined) return null;
  const shown = `${shownPath(layout, layout.registry)}@${revision}`;
  return { revision, registry: readRegistry(sourceFile(shown, bytes.toString("utf8"))).value };
}
