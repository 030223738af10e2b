import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sourceFile } from "../text/source-file.ts";
import type { SourceFile } from "../text/source-file.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { isBelow, pathsUnder } from "./overlay.ts";

/** A Markdown page; `file.path` is relative to the project. */
export interface DocPage {
  readonly file: SourceFile;
}

function pagesBelow(folder: string, recursive: boolean): readonly string[] {
  try {
    const found = readdirSync(folder, { recursive, withFileTypes: true });
    return found
      .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** The Markdown pages of the docs' folder and of the project's top folder, in the order of paths. */
export function loadDocs(layout: Layout): readonly DocPage[] {
  const found = [...pagesBelow(layout.root, false), ...pagesBelow(layout.docs, true)];
  const isPage = (path: string): boolean =>
    path.endsWith(".md") && (dirname(path) === layout.root || isBelow(layout.docs, path));
  const paths = pathsUnder(layout.overlay, [...new Set(found)], isPage).toSorted();
  const textOf = (path: string): string => layout.overlay?.get(path) ?? readFileSync(path, "utf8");
  // Hundreds of small files: one after the other takes a fraction of what the thread pool takes.
  return paths.map((path) => ({ file: sourceFile(shownPath(layout, path), textOf(path)) }));
}
