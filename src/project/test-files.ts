import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { isBelow, pathsUnder } from "./overlay.ts";

/** A test or a fixture with the names it quotes. */
export interface TestFileNames {
  readonly path: string;
  readonly names: ReadonlySet<string>;
}

function filesBelow(folder: string): readonly string[] {
  try {
    const found = readdirSync(folder, { recursive: true, withFileTypes: true });
    return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** Quoted words, and file names without their ending at the end of a quoted path. */
const quoted = /["'`](?:[^"'`\n]*\/)?([A-Za-z_][\w-]*)(?:\.[jt]s)?["'`]/g;

function namesIn(layout: Layout, path: string): ReadonlySet<string> {
  // Hundreds of small files: one after the other takes a fraction of what the thread pool takes.
  const text = layout.overlay?.get(path) ?? readFileSync(path, "utf8");
  return new Set(Array.from(text.matchAll(quoted), (match) => match[1] ?? ""));
}

/** The tests of the steps and the request fixtures, by path, each with the names it quotes. */
export function testFiles(layout: Layout): readonly TestFileNames[] {
  const below = (folder: string): readonly string[] =>
    pathsUnder(layout.overlay, filesBelow(folder), (path) => isBelow(folder, path));
  const tests = below(join(layout.tests, "steps"));
  const fixtures = below(join(layout.tests, "fixtures/requests"));
  const paths = [
    ...tests.filter((path) => path.endsWith(".test.ts")),
    ...fixtures.filter((path) => path.endsWith(".json")),
  ];
  return paths.toSorted().map((path) => ({ path: shownPath(layout, path), names: namesIn(layout, path) }));
}
