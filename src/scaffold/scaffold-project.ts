import type { Graph } from "../graph/graph.ts";
import type { Layout } from "../project/layout.ts";
import type { Registry } from "../registry/entry.ts";

/** What a change is planned on: the linked project, and its texts. */
export interface ScaffoldProject {
  readonly layout: Layout;
  /** Its diagram is `graph.diagram`, its registry `graph.registry`: both as they stand on disk. */
  readonly graph: Graph;
  /** Null when the diagram runs without one. */
  readonly registry: Registry | null;
  /** The text of a file by its absolute path; null when it is not there. */
  readonly read: (path: string) => string | null;
  /** The absolute paths of all files in a folder and below, in the order of paths; empty when it is not there. */
  readonly filesBelow: (folder: string) => readonly string[];
}
