import type { GraphEdge } from "../graph/graph.ts";
import type { NodeMatch } from "./match-nodes.ts";
import type { SavedRuns } from "./saved-runs.ts";
import type { Version } from "./version.ts";

/** What a change is about. */
export type Area =
  | "step"
  | "store"
  | "lane"
  | "edge"
  | "line"
  | "wiring"
  | "order"
  | "policy"
  | "registry"
  | "handler"
  | "data"
  | "key";

/** One difference. Of two versions exchanged, the same one is told the other way round. */
export interface Change {
  readonly area: Area;
  readonly change: "added" | "removed" | "renamed" | "relabelled" | "rewired" | "changed";
  /** A node id, an edge (`A -Yes→ B`), a key, a lane …: its name after, or before when it is gone. */
  readonly subject: string;
  /** Which part of the subject changed: `label`, `timeout_ms`, `reads` …; null for the whole. */
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** An edge that differs, or stayed; null on the side where it is not. */
export interface EdgeMatch {
  readonly kind: "kept" | "relabelled" | "rewired" | "added" | "removed";
  readonly before: GraphEdge | null;
  readonly after: GraphEdge | null;
}

/** Everything that differs between two versions, and what it means. */
export interface VersionDiff {
  readonly before: Version;
  readonly after: Version;
  readonly nodes: NodeMatch;
  /** In the drawing's order after, removed ones at the end. */
  readonly edges: readonly EdgeMatch[];
  readonly changes: readonly Change[];
  readonly savedRuns: SavedRuns;
  /** What was not compared, in words; empty when everything was. */
  readonly notCompared: readonly string[];
}
