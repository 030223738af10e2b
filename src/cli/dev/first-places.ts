import { dirname } from "node:path";
import { findRoot } from "../../project/layout.ts";
import type { WatchedPlaces } from "./messages.ts";

/** What is watched until the project tells more, such as while its configuration cannot be read. */
export function firstPlaces(cwd: string, request: string | null): WatchedPlaces {
  const files = request === null ? [] : [request];
  const root = findRoot(cwd);
  return { root, trees: [], folders: [root, ...files.map((file) => dirname(file))], files, fixed: [] };
}
