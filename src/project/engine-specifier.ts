import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The engine as an import of the project's own, when its manifest names one so (the engine's own repository does). */
const ownImport = "#ragstep";

function namesOwnImport(manifest: unknown): boolean {
  const imports =
    typeof manifest === "object" && manifest !== null && "imports" in manifest ? manifest.imports : null;
  return typeof imports === "object" && imports !== null && ownImport in imports;
}

/** How the files in a folder import the engine: as the nearest `package.json` upwards says. */
export async function engineSpecifier(folder: string): Promise<string> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    return namesOwnImport(manifest) ? ownImport : "ragstep";
  } catch {
    // No manifest here, or one that npm will complain about: the next one decides.
    return dirname(folder) === folder ? "ragstep" : await engineSpecifier(dirname(folder));
  }
}
