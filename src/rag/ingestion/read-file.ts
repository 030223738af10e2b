import { readFile, realpath, stat } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { IngestionError } from "./ingestion-error.ts";

/** Whether a location is on the web; everything else is a file. */
export function isWebAddress(location: string): boolean {
  return /^https?:\/\//i.test(location);
}

/** Reads a file of at most `limit` bytes. Throws an `IngestionError`. */
export async function readLocalFile(path: string, limit: number): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new IngestionError("file-unreadable", `\`${path}\` is no file.`);
    if (found.size > limit) {
      throw new IngestionError("too-large", `\`${path}\` is larger than the limit of ${limit} bytes.`);
    }
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof IngestionError) throw cause;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown reason";
    throw new IngestionError("file-unreadable", `\`${path}\` cannot be read (${code}).`, { cause });
  }
}

function namedFile(link: string): string {
  try {
    return link.startsWith("file:") ? fileURLToPath(link) : decodeURIComponent(link);
  } catch (cause) {
    throw new IngestionError("location-unsupported", `\`${link}\` names no file.`, { cause });
  }
}

/**
 * The file that an item of a feed in a file names: it must lie in the feed's folder or below, also after following links of
 * the file system. Throws an `IngestionError`.
 */
export async function fileBeside(feedPath: string, link: string): Promise<string> {
  const path = resolve(dirname(feedPath), namedFile(link));
  const [folder, target] = await Promise.all([realpath(dirname(feedPath)), realpath(path).catch(() => path)]);
  const way = relative(folder, target);
  if (way.startsWith(`..${sep}`) || way === ".." || resolve(folder, way) !== target) {
    throw new IngestionError(
      "location-unsupported",
      `\`${link}\` is outside the folder of the feed \`${feedPath}\`.`,
    );
  }
  return path;
}
