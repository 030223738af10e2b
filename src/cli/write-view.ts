import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import { builtPage } from "../server/page.ts";
import type { BuiltPage } from "../view/page-text.ts";
import type { SavedRun } from "../view/saved-page.ts";

/** What the page was built to. Throws a `UsageError` when it was not. */
export async function readBuiltPage(folder: string = builtPage): Promise<BuiltPage> {
  try {
    const [script, style] = await Promise.all(
      ["app.js", "app.css"].map((name) => readFile(join(folder, name), "utf8")),
    );
    return { script: script ?? "", style: style ?? "" };
  } catch (cause) {
    throw new UsageError("page-not-built", "The page has not been built, so nothing can be shown in it.", {
      hint: "npm run build:page",
      cause,
    });
  }
}

/** A name for the file of these runs. What a log calls a run is not to choose the folder. */
export function viewFileName(runs: readonly SavedRun[]): string {
  const [first] = runs;
  const name = first === undefined || runs.length > 1 ? `${runs.length}-runs` : first.run.run_id;
  return `ragstep-${name.replace(/[^\w-]+/g, "-").slice(0, 80)}.html`;
}

/** Writes the file. Throws a `UsageError` when that cannot be done. */
export async function writeView(cwd: string, out: string, text: string): Promise<void> {
  try {
    await writeFile(resolve(cwd, out), text);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new UsageError("view-unwritable", `\`${out}\` cannot be written (${code}).`, {
      hint: "Name a file in a folder that exists: `--out run.html`.",
      cause,
    });
  }
}
