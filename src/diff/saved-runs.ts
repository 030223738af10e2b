import type { GraphNode } from "../graph/graph.ts";
import { defaultMaxVisits } from "../runtime/plan.ts";
import { visitSlots } from "../runtime/visit-slots.ts";
import type { NodeMatch } from "./match-nodes.ts";
import { worst } from "./reason.ts";
import type { Reason, RunClass } from "./reason.ts";
import { recordedWays } from "./recorded-ways.ts";
import type { RecordedWays } from "./recorded-ways.ts";
import { savedValues } from "./saved-values.ts";
import type { Version } from "./version.ts";

/**
 * How to rewrite the journal records of a saved run, so that it is resumed on the version after. What a map does not
 * name stays as it is.
 */
export interface Migration {
  /** `graph_hash` of every record. */
  readonly graph_hash: { readonly before: string; readonly after: string };
  /** `node`, and the front of `key`. */
  readonly nodes: Readonly<Record<string, string>>;
  /** `outcome`, by node id before. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The numbers of which `branch` is made. */
  readonly branches: Readonly<Record<string, string>>;
  /** Keys to take out of `patch` of the record with visit 0. */
  readonly input_without: readonly string[];
}

/** What the change means for runs that were started before it and are resumed after it. */
export interface SavedRuns {
  readonly verdict: RunClass;
  /** The hash of the graph is the same, so the runner resumes a run without being asked to. */
  readonly sameGraph: boolean;
  readonly reasons: readonly Reason[];
  /** Null unless the verdict is `needs migration`. */
  readonly migration: Migration | null;
}

function visitLimit({ entry }: GraphNode): number {
  return entry?.max_visits ?? defaultMaxVisits;
}

function visitReasons({ graph }: Version, after: Version, nodes: NodeMatch): readonly Reason[] {
  const slots = visitSlots(after.graph);
  return after.graph.nodes.flatMap((now): readonly Reason[] => {
    const old = graph.nodes[graph.indexOf.get(nodes.before.get(now.id) ?? "") ?? -1];
    const looped = (slots[now.index] ?? -1) >= 0;
    if (old === undefined || !nodes.before.has(now.id) || !looped || visitLimit(now) >= visitLimit(old))
      return [];
    const text = `A run that came to \`${now.id}\` more than ${visitLimit(now)} times (${visitLimit(old)} were allowed) fails as soon as it is resumed.`;
    return [{ class: "breaks", subject: now.id, text }];
  });
}

function entryReasons({ graph }: Version, after: Version, nodes: NodeMatch): readonly Reason[] {
  return graph.entries.flatMap((index): readonly Reason[] => {
    const id = graph.nodes[index]?.id ?? "";
    if (nodes.after.has(id)) return [];
    const text = `A run that started at \`${id}\` has no step to start from in \`${after.name}\`.`;
    return [{ class: "breaks", subject: id, text }];
  });
}

function renameReasons(nodes: NodeMatch): readonly Reason[] {
  return [...nodes.after]
    .filter(([old, now]) => old !== now)
    .map(([old, now]) => ({
      class: "needs migration",
      subject: now,
      text: `Records say \`${old}\` where the step is called \`${now}\` now.`,
    }));
}

function migrationOf(before: Version, after: Version, nodes: NodeMatch, ways: RecordedWays): Migration {
  const { graph } = before;
  // Only where a run can go several ways can a branch be named by one.
  const moved = [...ways.edges].filter(
    ([old, now]) => old !== now && (graph.nodes[graph.edges[old]?.source ?? -1]?.out.length ?? 0) > 1,
  );
  const [was, is] = [before.code?.keys, after.code?.keys];
  const dropped = [...(was ?? [])].filter(
    ([name, { input }]) => input !== null && is !== undefined && (is.get(name)?.input ?? null) === null,
  );
  return {
    graph_hash: { before: graph.hash, after: after.graph.hash },
    nodes: Object.fromEntries([...nodes.after].filter(([old, now]) => old !== now)),
    outcomes: Object.fromEntries(
      Array.from(ways.outcomes, ([node, labels]) => [node, Object.fromEntries(labels)]),
    ),
    branches: Object.fromEntries(moved.map(([old, now]) => [String(old), String(now)])),
    input_without: dropped.map(([name]) => name),
  };
}

/**
 * Tells what a change means for saved runs, from how the runner resumes one: it compares the graph's hash with that of
 * every record, starts at the recorded entry with the recorded input, and walks again, taking a step's record in place
 * of its handler wherever there is one for that node on that branch.
 */
export function savedRuns(before: Version, after: Version, nodes: NodeMatch): SavedRuns {
  const sameGraph = before.graph.hash === after.graph.hash;
  const reasons: Reason[] = [];
  const ways = recordedWays(before.graph, after.graph, nodes);
  if (after.fatal.length > 0) {
    const text = `\`${after.name}\` cannot be run at all: ${after.fatal[0]?.message ?? "it is drawn wrongly."}`;
    reasons.push({ class: "breaks", subject: null, text });
  }
  if (!sameGraph) {
    const text =
      "The graph is another one (steps, edges, labels, kinds, stores or their order), so a run is refused with `graph-changed` until its records are rewritten.";
    reasons.push({ class: "needs migration", subject: null, text });
    reasons.push(...entryReasons(before, after, nodes), ...renameReasons(nodes), ...ways.reasons);
  }
  reasons.push(...visitReasons(before, after, nodes), ...savedValues(before, after, nodes));
  const verdict = worst(reasons);
  const migration = verdict === "needs migration" ? migrationOf(before, after, nodes, ways) : null;
  return { verdict, sameGraph, reasons, migration };
}
