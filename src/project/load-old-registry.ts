import { execFile } from "node:child_process";
import { relative } from "node:path";
import { promisify } from "node:util";
import { UsageError } from "../diagnostics/errors.ts";
import type { Registry } from "../registry/entry.ts";
import { readRegistry } from "../registry/read-registry.ts";
import { sourceFile } from "../text/source-file.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { maxTextBytes } from "./read-text.ts";

/** The registry as it was at a revision. */
export interface OldRegistry {
  readonly revision: string;
  readonly registry: Registry;
}

const run = promisify(execFile);

async function git(root: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run("git", ["-C", root, ...args], { maxBuffer: maxTextBytes });
  return stdout;
}

/**
 * Reads the registry as it was at a git revision; null when the project had none then. Throws a `UsageError` when the
 * revision is unknown or there is no repository.
 */
export async function loadOldRegistry(layout: Layout, revision: string): Promise<OldRegistry | null> {
  if (layout.registry === null) return null;
  try {
    await git(layout.root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  } catch (cause) {
    throw new UsageError("revision-unknown", `Git knows no revision \`${revision}\` of this project.`, {
      hint: "git log --oneline",
      cause,
    });
  }
  const path = relative(layout.root, layout.registry).replaceAll("\\", "/");
  let text: string;
  try {
    text = await git(layout.root, ["show", "--end-of-options", `${revision}:./${path}`]);
  } catch {
    // The revision is there, so the file was not.
    return null;
  }
  const shown = `${shownPath(layout, layout.registry)}@${revision}`;
  return { revision, registry: readRegistry(sourceFile(shown, text)).value };
}
