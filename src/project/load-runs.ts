import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sourceFile } from "../text/source-file.ts";
import type { SourceFile } from "../text/source-file.ts";
import { shownPath } from "./layout.ts";
import type { Layout } from "./layout.ts";

/** A log that a run left in the project. */
export interface RecordedRun {
  /** JSON records, one a line, as the log writes them. */
  readonly log: SourceFile;
}

/** Logs are kept beside the requests that made them: `test/fixtures/runs/*.log`. */
export async function loadRuns(layout: Layout): Promise<readonly RecordedRun[]> {
  const folder = join(layout.tests, "fixtures/runs");
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  const logs = names.filter((name) => name.endsWith(".log")).toSorted();
  return await Promise.all(
    logs.map(async (name) => {
      const path = join(folder, name);
      return { log: sourceFile(shownPath(layout, path), await readFile(path, "utf8")) };
    }),
  );
}
