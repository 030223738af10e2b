import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Layout } from "./layout.ts";

/** Whether a file or a folder is there; `path` is relative to the project. */
export function isThere(layout: Pick<Layout, "root" | "overlay">, path: string): boolean {
  const put = layout.overlay?.get(join(layout.root, path));
  return put === undefined ? existsSync(join(layout.root, path)) : put !== null;
}
