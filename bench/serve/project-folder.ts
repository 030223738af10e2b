import { mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where this repository is. */
export const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A project in a folder of its own, whose diagram, registry and steps are this repository's. */
export async function projectFolder(settings: object = {}, server: object = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ragstep-bench-"));
  const inRepository = (path: string): string => join(repository, path);
  const config = {
    diagram: inRepository("docs/architecture/diagrams/pratikoai_rag.mmd"),
    registry: inRepository("registry/rag_steps.yml"),
    steps: inRepository("steps"),
    server,
  };
  await writeFile(join(folder, "ragstep.config.mjs"), `export default ${JSON.stringify(config)};\n`);
  // JSON is YAML too.
  await writeFile(join(folder, "rag.config.yml"), JSON.stringify(settings));
  await symlink(inRepository("data"), join(folder, "data"));
  return folder;
}
