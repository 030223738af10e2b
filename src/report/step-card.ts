import type { StepDeclaration } from "../definition/step.ts";
import type { Graph, GraphEdge, GraphNode } from "../graph/graph.ts";
import type { RegistryEntry, RetryPolicy } from "../registry/entry.ts";

/** All that is known of one step, as plain data: the JSON of `ragstep show`. */
export interface StepCard {
  readonly step: number | null;
  readonly id: string | null;
  readonly node: string;
  readonly label: string;
  readonly type: string;
  readonly category: string | null;
  readonly status: string;
  readonly owner: string | null;
  readonly lane: string | null;
  /** False for a deprecated step, which keeps its number and is no longer in the picture. */
  readonly drawn: boolean;
  /** Null when the step is not written. */
  readonly file: string | null;
  /** Null when the step has no page. */
  readonly doc: string | null;
  readonly edges_in: readonly {
    readonly from: string;
    readonly label: string | null;
    readonly kind: string;
  }[];
  readonly edges_out: readonly {
    readonly to: string;
    readonly label: string | null;
    readonly kind: string;
  }[];
  readonly stores: readonly { readonly store: string; readonly access: string }[];
  /** Null without code. */
  readonly code: {
    readonly reads: readonly string[];
    /** Keys that may be absent, with what the step does without them. */
    readonly optional: Readonly<Record<string, string>>;
    readonly writes: readonly string[];
    readonly attrs: readonly string[];
    readonly pure: boolean;
  } | null;
  readonly policy: {
    readonly timeout_ms: number | null;
    readonly retry: RetryPolicy | null;
    readonly max_visits: number;
    readonly flag: string | null;
  };
}

/** What a card says beyond graph and registry. */
export interface StepSources {
  readonly definition: StepDeclaration | null;
  readonly file: string | null;
  readonly doc: string | null;
  /** Where the registry sets no limit of its own. */
  readonly defaultMaxVisits: number;
}

function statusText(entry: RegistryEntry | null): string {
  if (!entry) return "not registered";
  const { status } = entry;
  return status.kind === "deprecated" ? `deprecated since ${status.date}: ${status.reason}` : status.kind;
}

/** Puts together what diagram, registry and code say of one step; at least one of node and entry is there. */
export function stepCard(
  graph: Graph,
  { node, entry }: { readonly node: GraphNode | null; readonly entry: RegistryEntry | null },
  sources: StepSources,
): StepCard {
  const name = (index: number): string => graph.nodes[index]?.id ?? "";
  const out: readonly GraphEdge[] = node ? [...node.out, ...(node.errorEdge ? [node.errorEdge] : [])] : [];
  const { definition } = sources;
  return {
    step: entry?.step ?? null,
    id: entry?.id ?? null,
    node: node?.id ?? entry?.node_id ?? "",
    label: node?.label ?? entry?.node_label ?? "",
    type: entry?.type ?? node?.kind ?? "",
    category: entry?.category ?? null,
    status: statusText(entry),
    owner: entry?.code_owner ?? null,
    lane: node?.lane ?? null,
    drawn: node !== null,
    file: sources.file,
    doc: sources.doc,
    edges_in: (node?.in ?? []).map((edge) => ({
      from: name(edge.source),
      label: edge.label,
      kind: edge.kind,
    })),
    edges_out: out.map((edge) => ({ to: name(edge.target), label: edge.label, kind: edge.kind })),
    stores: (node?.stores ?? []).map(({ store, access }) => ({ store, access })),
    code: definition && {
      reads: definition.reads,
      optional: definition.optional,
      writes: definition.writes,
      attrs: definition.attrs,
      pure: definition.pure,
    },
    policy: {
      timeout_ms: entry?.timeout_ms ?? null,
      retry: entry?.retry ?? null,
      max_visits: entry?.max_visits ?? sources.defaultMaxVisits,
      flag: entry?.flag ?? null,
    },
  };
}
