import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** A file with its new text. */
export interface NewText {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes all texts beside their files first and renames them then, so that nobody ever sees half of a file, and a full
 * disk leaves every file as it was.
 */
export async function replaceFiles(files: readonly NewText[]): Promise<void> {
  const beside = files.map(({ path, text }) => ({ path, text, beside: `${path}.${process.pid}.tmp` }));
  try {
    for (const file of beside) {
      await mkdir(dirname(file.path), { recursive: true });
      await writeFile(file.beside, file.text);
    }
    for (const file of beside) await rename(file.beside, file.path);
  } catch (error) {
    await Promise.all(beside.map(async (file) => await rm(file.beside, { force: true })));
    throw error;
  }
}
