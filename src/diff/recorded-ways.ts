import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import { edgeName } from "./compare-edges.ts";
import { hopOver, pairHops } from "./hops.ts";
import type { HopPair } from "./hops.ts";
import type { NodeMatch } from "./match-nodes.ts";
import { turnedMeetings } from "./meetings.ts";
import type { Reason } from "./reason.ts";

/** What becomes of the ways that saved runs have gone. */
export interface RecordedWays {
  readonly reasons: readonly Reason[];
  /** Indices of edges before to edges after: records name branches by the edges they were forked over. */
  readonly edges: ReadonlyMap<number, number>;
  /** By node id before: labels before to labels after, those that changed. */
  readonly outcomes: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

interface Versions {
  readonly before: Graph;
  readonly after: Graph;
  readonly nodes: NodeMatch;
}

/** What becomes of the ways out of one step. */
interface WaysOut {
  readonly pairs: readonly HopPair[];
  readonly reasons: readonly Reason[];
  readonly renamed?: ReadonlyMap<string, string>;
}

function breaks({ id }: GraphNode, text: string): Reason {
  return { class: "breaks", subject: id, text };
}

/** Edges before and after that lead a run to the same steps; null when they do not. */
function paired(
  { before, after, nodes }: Versions,
  old: readonly GraphEdge[],
  now: readonly GraphEdge[],
): readonly HopPair[] | null {
  return pairHops(
    old.map((edge) => hopOver(before, edge, (id) => nodes.after.get(id))),
    now.map((edge) => hopOver(after, edge, (id) => (nodes.before.has(id) ? id : undefined))),
  );
}

function names(graph: Graph, edges: readonly GraphEdge[]): string {
  return edges.map((edge) => `\`${edgeName(graph, edge)}\``).join(" and ");
}

function labelled({ out }: GraphNode, label: string): readonly GraphEdge[] {
  return out.filter((edge) => edge.label === label);
}

function decisionWays(versions: Versions, old: GraphNode, now: GraphNode): WaysOut {
  const { before, after } = versions;
  const leadAlike = (was: string, is: string): readonly HopPair[] | null =>
    paired(versions, labelled(old, was), labelled(now, is));
  // A label that was there and leads on as before is no new name of another one.
  const open = now.outcomes.filter(
    (label) => !old.outcomes.includes(label) || leadAlike(label, label) === null,
  );
  const pairs: HopPair[] = [];
  const reasons: Reason[] = [];
  const renamed = new Map<string, string>();
  for (const label of old.outcomes) {
    const same = leadAlike(label, label);
    const others = same === null ? open.filter((one) => leadAlike(label, one) !== null) : [];
    const [other] = others;
    const went = names(before, labelled(old, label));
    if (same !== null) pairs.push(...same);
    else if (other !== undefined && others.length === 1) {
      renamed.set(label, other);
      pairs.push(...(leadAlike(label, other) ?? []));
      const text = `Records of \`${now.id}\` say \`${label}\`, and that way is labelled \`${other}\` now.`;
      reasons.push({ class: "needs migration", subject: now.id, text });
    } else if (now.outcomes.includes(label)) {
      const leads = names(after, labelled(now, label));
      reasons.push(breaks(now, `A run that went ${went} would be led over ${leads}.`));
    } else reasons.push(breaks(now, `A run that went ${went} finds no edge \`${label}\` here.`));
  }
  return { pairs, reasons, renamed };
}

function plainWays(versions: Versions, old: GraphNode, now: GraphNode): WaysOut {
  // A run that ended here just goes on.
  if (old.out.length === 0) return { pairs: [], reasons: [] };
  const pairs = paired(versions, old.out, now.out);
  if (pairs !== null) return { pairs, reasons: [] };
  const went = names(versions.before, old.out);
  if (now.out.length === 0)
    return { pairs: [], reasons: [breaks(now, `A run that went ${went} would end at \`${now.id}\`.`)] };
  const text =
    old.out.length === now.out.length
      ? `A run that went ${went} would be led over ${names(versions.after, now.out)}.`
      : `\`${now.id}\` has another number of edges out (${old.out.length} before, ${now.out.length} now), all of which are taken at once: branches are named by them, so finished steps behind it are not found and run again.`;
  return { pairs: [], reasons: [breaks(now, text)] };
}

function failureWays(versions: Versions, old: GraphNode, now: GraphNode): WaysOut {
  if (old.errorEdge === null) return { pairs: [], reasons: [] };
  const pairs = paired(versions, [old.errorEdge], now.errorEdge === null ? [] : [now.errorEdge]);
  if (pairs !== null) return { pairs, reasons: [] };
  const would =
    now.errorEdge === null
      ? "go on as if it had not: there is no edge `error`"
      : `be led over ${names(versions.after, [now.errorEdge])}`;
  return { pairs: [], reasons: [breaks(now, `A run in which \`${now.id}\` failed would ${would}.`)] };
}

function waysOut(versions: Versions, old: GraphNode, now: GraphNode): readonly WaysOut[] {
  const failed = failureWays(versions, old, now);
  if (old.kind === "decision" && now.kind === "decision") return [decisionWays(versions, old, now), failed];
  if (old.out.length === 0 || (old.kind !== "decision" && now.kind !== "decision"))
    return [plainWays(versions, old, now), failed];
  const text = `\`${now.id}\` was a ${old.kind} and is a ${now.kind}: the way that a saved run took there means nothing any more.`;
  return [{ pairs: [], reasons: [breaks(now, text)] }, failed];
}

function migrates(subject: string, text: string): Reason {
  return { class: "needs migration", subject, text };
}

/** Steps that were put between two others run late; what those wrote that were taken out is lost. */
function between(pairs: readonly HopPair[]): readonly Reason[] {
  const late = new Map(
    pairs.flatMap(([, now]) => now.between.map((id) => [id, now.exit ?? "the end"] as const)),
  );
  const lost = new Set(pairs.flatMap(([old]) => old.between));
  return [
    ...Array.from(late, ([id, exit]) =>
      migrates(
        id,
        `A run that has come to \`${exit}\` or further runs \`${id}\` late, before its next step, on the state of that place.`,
      ),
    ),
    ...Array.from(lost, (id) =>
      migrates(id, `What \`${id}\` wrote is left out: a resumed run takes up only what drawn steps wrote.`),
    ),
  ];
}

/**
 * Follows every way that a saved run can have gone. A resumed run walks the new graph from its start and takes the
 * records it finds in place of handlers, by node and branch; so it stands where it stood if each way leads on to the
 * same steps, with steps that were added or removed in between, and if branches are named alike. A decision that picks
 * several of its labels at once is taken for one that picks one.
 */
export function recordedWays(before: Graph, after: Graph, nodes: NodeMatch): RecordedWays {
  const versions = { before, after, nodes };
  const all: WaysOut[] = [];
  const outcomes = new Map<string, ReadonlyMap<string, string>>();
  for (const old of before.nodes) {
    const now = after.nodes[after.indexOf.get(nodes.after.get(old.id) ?? "") ?? -1];
    if (now === undefined) continue;
    for (const ways of waysOut(versions, old, now)) {
      all.push(ways);
      if (ways.renamed !== undefined && ways.renamed.size > 0) outcomes.set(old.id, ways.renamed);
    }
  }
  const pairs = all.flatMap((ways) => ways.pairs);
  return {
    reasons: [
      ...all.flatMap(({ reasons }) => reasons),
      ...turnedMeetings(before, nodes, pairs),
      ...between(pairs),
    ],
    edges: new Map(pairs.map(([old, now]) => [old.edge.index, now.edge.index])),
    outcomes,
  };
}
