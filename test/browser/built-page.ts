import { glob, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const repository = fileURLToPath(new URL("../..", import.meta.url));

async function changedAt(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.mtimeMs ?? 0;
}

/** Builds the page unless it was built after the last change of what it is made from, so that no old page is tested. */
export async function buildPage(): Promise<void> {
  const built = await changedAt(join(repository, "dist/page/index.html"));
  const sources = ["page/**/*.{ts,tsx,css,html}", "src/**/*.ts"];
  let newest = 0;
  for await (const path of glob(sources, { cwd: repository }))
    newest = Math.max(newest, await changedAt(join(repository, path)));
  if (built > newest) return;
  const root = join(repository, "page");
  await build({ root, configFile: join(root, "vite.config.ts"), logLevel: "warn" });
}
