import { existsSync } from "node:fs";
import { join } from "node:path";

/** The folder for what is of this machine alone, in a project. */
export function workFolder(root: string): string {
  return join(root, ".ragstep");
}

/** The change that is being made, if one is: it comes and goes as a whole, by a rename. */
export function pendingFolder(root: string): string {
  return join(workFolder(root), "changes");
}

/** Whether a change is being made, or was cut off. One look at the disk. */
export function hasPending(root: string): boolean {
  return existsSync(pendingFolder(root));
}
