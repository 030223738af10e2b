import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The engine as an import of the project's own, when its manifest names one so (the engine's own repository does). */
const ownImport = "#ragstep";

function namesOwnImport(manifest: unknown): boolean {
  const imports =
    typeof manifest === "object" && manifest !== null && "imports" in manifest ? manifest.imports : null;
  return typeof imports === "object" && imports !== null && ownImport in imports;
}

/** How the files in a folder import the engine: as the nearest `package.json` upwards says. */
export function engineSpecifier(folder: string): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return namesOwnImport(manifest) ? ownImport : "ragstep";
  } catch {
    // No manifest here, or one that npm will complain about: the next one decides.
    return dirname(folder) === folder ? "ragstep" : engineSpecifier(dirname(folder));
  }
}
