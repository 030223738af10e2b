import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.ts";
import type { TrailFile } from "../runtime/read-trails.ts";

/** How logs and traces are called in a folder. */
const endings = [".log", ".trace", ".jsonl"];

/** The log or trace that was named, or all that lie in the folder that was named. Throws a `UsageError` when there is none. */
export async function readTrailFiles(cwd: string, shown: string): Promise<readonly TrailFile[]> {
  const path = resolve(cwd, shown);
  const entry = await stat(path).catch(() => null);
  if (entry === null) {
    throw new UsageError("log-missing", `There is no log or trace \`${shown}\`.`, {
      hint: `ragstep verify --log ${shown}`,
    });
  }
  if (!entry.isDirectory()) return [{ name: shown, text: await readFile(path, "utf8") }];
  const names = (await readdir(path)).filter((name) => endings.some((ending) => name.endsWith(ending)));
  if (names.length === 0) {
    throw new UsageError(
      "log-missing",
      `The folder \`${shown}\` holds no file whose name ends in \`.log\`, \`.trace\` or \`.jsonl\`.`,
      { hint: `ragstep verify --log ${join(shown, "verify.log")}` },
    );
  }
  return await Promise.all(
    names.toSorted().map(async (name) => ({
      name: join(shown, name).replaceAll("\\", "/"),
      text: await readFile(join(path, name), "utf8"),
    })),
  );
}
