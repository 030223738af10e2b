import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stepPageName } from "../documents/step-page.ts";
import type { Graph } from "../graph/graph.ts";
import { handlerFiles } from "../project/handler-files.ts";
import { shownPath } from "../project/layout.ts";
import type { Layout } from "../project/layout.ts";
import type { ProjectFiles } from "../server/project-files.ts";

/** Finds page and handler of every node. Only what is found now is ever read: an id is looked up, never made a path of. */
export function projectFiles(layout: Layout, graph: Graph): ProjectFiles {
  const except = [layout.state, layout.environment, layout.types];
  const handlers = new Map(handlerFiles(layout.steps, except).map(({ name, path }) => [name, path]));
  const pages = new Map(
    graph.nodes.flatMap(({ id, entry }) => {
      if (entry === null) return [];
      const path = join(layout.docs, "steps", stepPageName(entry));
      return existsSync(path) ? [[id, path] as const] : [];
    }),
  );
  const shown = (path: string | undefined): string | null =>
    path === undefined ? null : shownPath(layout, path);
  return {
    of: (id) => ({
      doc: shown(pages.get(id)),
      handler: graph.indexOf.has(id) ? shown(handlers.get(id)) : null,
    }),
    async readDoc(id) {
      const path = pages.get(id);
      if (path === undefined) return null;
      try {
        return await readFile(path, "utf8");
      } catch (error) {
        // Removed since the start.
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
        throw error;
      }
    },
  };
}
