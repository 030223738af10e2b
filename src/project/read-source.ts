import { readFileSync } from "node:fs";
import { sourceFile } from "../text/source-file.ts";
import type { SourceFile } from "../text/source-file.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";

/**
 * Reads files of the code for spans and code frames, each once and only when it is asked for: most files have nothing
 * to show. A file that is gone has an empty text.
 */
export function sourceReader(layout: Pick<Layout, "root" | "overlay">): (path: string) => SourceFile {
  const known = new Map<string, SourceFile>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    let text = layout.overlay?.get(path) ?? "";
    try {
      if (layout.overlay?.has(path) !== true) text = readFileSync(path, "utf8");
    } catch {
      // What is not there any more has no line to show; that it is gone is for others to report.
    }
    const file = sourceFile(shownPath(layout, path), text);
    known.set(path, file);
    return file;
  };
}
