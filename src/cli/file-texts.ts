import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

/** The text of a file; null when it is not there. */
export function readFileText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The paths of all files in a folder and below, in the order of paths; empty when it is not there. */
export function filesBelow(folder: string): readonly string[] {
  try {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return files.toSorted();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
