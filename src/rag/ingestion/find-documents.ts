import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** What can be read by its name's ending; what a file really is, its bytes say. */
const endings = /\.(?:pdf|docx|xlsx|xml|p7m|html?|xhtml|md|markdown|txt|text|png|jpe?g)$/i;

/** The documents of a folder and of those in it, in the order of their paths. Hidden ones and links are left alone. */
export async function findDocuments(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await findDocuments(path)));
    else if (entry.isFile() && endings.test(entry.name)) found.push(path);
  }
  return found;
}
