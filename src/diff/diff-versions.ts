import type { Change, VersionDiff } from "./change.ts";
import { codeChanges } from "./compare-code.ts";
import { drawingChanges } from "./compare-drawing.ts";
import { edgeChanges, lineChanges, matchEdges } from "./compare-edges.ts";
import { registryChanges } from "./compare-registry.ts";
import { matchNodes } from "./match-nodes.ts";
import { savedRuns } from "./saved-runs.ts";
import type { Version } from "./version.ts";

function notCompared(before: Version, after: Version): readonly string[] {
  const missing: string[] = [];
  if (before.graph.registry === null || after.graph.registry === null)
    missing.push("the registry, which is not there in both versions");
  if (before.code === null || after.code === null)
    missing.push("handlers and state, which are known only of a project");
  const unread = new Set([...(before.code?.unread ?? []), ...(after.code?.unread ?? [])]);
  if (unread.size > 0) {
    const names = [...unread].toSorted().map((id) => `\`${id}\``);
    missing.push(`what ${names.join(", ")} declares, which is no plain literal`);
  }
  return missing;
}

/** Compares two versions of a project. The same two give the same difference, in the same order; two equal ones none. */
export function diffVersions(before: Version, after: Version): VersionDiff {
  const nodes = matchNodes(before.graph, after.graph);
  const edges = matchEdges(before.graph, after.graph, nodes);
  const drawn = drawingChanges(before.graph, after.graph, nodes);
  const changes: Change[] = [
    ...drawn,
    ...edgeChanges(before.graph, after.graph, edges),
    ...lineChanges(before.graph, after.graph, nodes),
  ];
  const [was, is] = [before.graph.registry, after.graph.registry];
  if (was !== null && is !== null) changes.push(...registryChanges(was, is, drawn));
  if (before.code !== null && after.code !== null)
    changes.push(...codeChanges(before.code, after.code, nodes));
  return {
    before,
    after,
    nodes,
    edges,
    changes,
    savedRuns: savedRuns(before, after, nodes),
    notCompared: notCompared(before, after),
  };
}
