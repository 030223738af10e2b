import { UsageError } from "../diagnostics/errors.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import type { AddRequest } from "./add-request.ts";
import { drawnStep } from "./move-step-files.ts";

/** A way out of a node; the label is null where it has none. */
export interface Way {
  readonly node: string;
  readonly label: string | null;
}

/** How a new step is wired. */
export interface Ways {
  /** The edge that the step is put into, and whether the run goes on to its old target. */
  readonly split: { readonly edge: GraphEdge; readonly goesOn: boolean } | null;
  /** The edge that is drawn to it anew. */
  readonly from: Way | null;
  /** The edges that are drawn out of it, beside the one that goes on. */
  readonly to: readonly Way[];
  /** The step that it stands beside: the one before it, else the one behind. */
  readonly beside: GraphNode;
}

function wayText(graph: Graph, { source, target, label }: GraphEdge): string {
  const [from, to] = [graph.nodes[source]?.id ?? "", graph.nodes[target]?.id ?? ""];
  return `${from} ${label === null ? "-->" : `-->|${label}|`} ${to}`;
}

function ask(message: string, hint: string): never {
  throw new UsageError("place-unclear", message, { hint });
}

/** Where a decision leads. Throws a `UsageError` for fewer than two branches, equal labels, and unknown targets. */
function branchesOf(graph: Graph, { type, id, branches }: AddRequest, next: string): readonly Way[] {
  if (type !== "decision") {
    if (branches.length > 0)
      ask(`Only a decision has branches, and \`${id}\` is to be \`${type}\`.`, "--type decision");
    return [];
  }
  if (branches.length < 2)
    ask(`\`${id}\` decides, so it needs two branches or more.`, `--branches "Yes=${next},No=<NodeId>"`);
  const labels = branches.map(({ label }) => label);
  const twice = labels.find((label, at) => labels.indexOf(label) < at);
  if (twice !== undefined)
    ask(`The branch \`${twice}\` is named twice.`, `--branches "Yes=${next},No=<NodeId>"`);
  return branches.map(({ label, target }) => ({ label, node: drawnStep(graph, target).id }));
}

/** Steps of these types may be the last of a run. */
function mayEnd({ type }: AddRequest): boolean {
  return type === "startEnd" || type === "error";
}

function waysOut(graph: Graph, request: AddRequest, next: string): readonly Way[] {
  return request.type === "decision" ? branchesOf(graph, request, next) : [{ node: next, label: null }];
}

/** A way that is not there yet leads to the step. */
function newWay(graph: Graph, request: AddRequest, after: GraphNode, label: string | null): Ways {
  const { id, before } = request;
  const from = { node: after.id, label };
  if (before === undefined && (mayEnd(request) || request.type === "decision"))
    return { split: null, from, to: branchesOf(graph, request, "<NodeId>"), beside: after };
  if (before === undefined)
    return ask(
      `It is not said where \`${id}\` leads: \`${after.id}\` has no such way yet that it could be put into.`,
      "--before <NodeId>",
    );
  return { split: null, from, to: waysOut(graph, request, drawnStep(graph, before).id), beside: after };
}

function splitWays(graph: Graph, request: AddRequest, after: GraphNode, edge: GraphEdge): Ways {
  const target = graph.nodes[edge.target]?.id ?? "";
  const to = branchesOf(graph, request, target);
  const goesOn = request.type !== "decision" && (!mayEnd(request) || request.before !== undefined);
  return { split: { edge, goesOn }, from: null, to, beside: after };
}

function waysAfter(graph: Graph, request: AddRequest, after: GraphNode): Ways {
  const { id, type, outcome, before } = request;
  const next = before === undefined ? null : drawnStep(graph, before);
  if (after.kind === "startEnd" && after.out.length === 0)
    ask(`Runs end at \`${after.id}\`, so nothing comes after it.`, `--before ${after.id}`);
  const all = after.errorEdge === null ? after.out : [...after.out, after.errorEdge];
  const isNew = outcome !== undefined && !all.some(({ label }) => label === outcome);
  if (after.kind !== "decision" && outcome !== undefined && outcome !== "error")
    ask(
      `\`${after.id}\` decides nothing, so no branch of it can be picked; \`${outcome}\` was given.`,
      `without \`--outcome\`, or \`--outcome error\` for when \`${after.id}\` fails for good`,
    );
  if (isNew && after.kind === "decision" && before === undefined && !mayEnd(request) && type !== "decision")
    ask(
      `\`${after.id}\` has no branch \`${outcome}\`.${didYouMean(outcome, after.outcomes)}`,
      `--outcome ${after.outcomes.map((label) => JSON.stringify(label)).join(" or ")}; for a new branch say where it leads: --before <NodeId>`,
    );
  if (isNew) return newWay(graph, request, after, outcome);
  if (type === "error" && after.kind === "process" && outcome === undefined) {
    if (after.errorEdge === null) return newWay(graph, request, after, "error");
    return ask(`\`${after.id}\` has an error edge already.`, "--outcome error puts the step into it");
  }
  const ways = outcome === undefined ? after.out : all.filter(({ label }) => label === outcome);
  const found = next === null ? ways : ways.filter(({ target }) => target === next.index);
  const [edge, other] = found;
  if (edge !== undefined && other === undefined) return splitWays(graph, request, after, edge);
  if (edge !== undefined)
    return ask(
      `Several ways lead on from \`${after.id}\`: ${found.map((way) => `\`${wayText(graph, way)}\``).join(", ")}.`,
      after.kind === "decision"
        ? `--outcome ${JSON.stringify(edge.label)}`
        : `--before ${graph.nodes[edge.target]?.id ?? ""}`,
    );
  // A redirected branch of a decision may end in an error that goes on elsewhere.
  const [only, more] = ways;
  if (next !== null && only !== undefined && more === undefined && mayEnd(request) && outcome !== undefined)
    return {
      split: { edge: only, goesOn: false },
      from: null,
      to: [{ node: next.id, label: null }],
      beside: after,
    };
  if (after.kind === "decision")
    return ask(
      `No way leads from \`${after.id}\` to \`${next?.id ?? id}\`.`,
      `--outcome ${after.outcomes.map((label) => JSON.stringify(label)).join(" or ")}, or a new label`,
    );
  return newWay(graph, request, after, null);
}

/** Finds how a new step is to be wired. Throws a `UsageError` that asks for what is missing. */
export function waysFor(graph: Graph, request: AddRequest): Ways {
  const { id, after, before } = request;
  if (after !== undefined) return waysAfter(graph, request, drawnStep(graph, after));
  if (before === undefined) return ask(`It is not said where \`${id}\` goes.`, "--after <NodeId>");
  const next = drawnStep(graph, before);
  if (request.type === "startEnd")
    return { split: null, from: null, to: [{ node: next.id, label: null }], beside: next };
  const [edge, other] = next.in;
  const source = graph.nodes[edge?.source ?? -1];
  if (edge !== undefined && source !== undefined && other === undefined)
    return { ...splitWays(graph, request, source, edge), beside: next };
  return ask(
    `${next.in.length === 0 ? "No way leads" : "Several ways lead"} to \`${next.id}\`, so it is not clear where \`${id}\` goes.`,
    "--after <NodeId>",
  );
}
