import { join } from "node:path";
import { importModule } from "../../src/project/import-module.ts";
import { findLayout } from "../../src/project/layout.ts";
import { withOverlay } from "../../src/project/overlay.ts";

// Imports some modules of a project as a change would make them, then as they are, and prints what they export.
const [root = "", changes = "{}", ...names] = process.argv.slice(2);
const texts = new Map<string, string | null>(
  Object.entries(JSON.parse(changes) as Record<string, string | null>).map(([path, text]) => [
    join(root, path),
    text,
  ]),
);
const layout = { ...(await findLayout(root)), overlay: texts };

async function exported(): Promise<readonly unknown[]> {
  const results = await Promise.all(names.map((name) => importModule(join(root, name))));
  return results.map((result) =>
    result.kind === "loaded"
      ? result.exports["default"]
      : (result.error as Error).message.replaceAll(root, ""),
  );
}

console.log(JSON.stringify([await withOverlay(layout, exported), await exported()]));
